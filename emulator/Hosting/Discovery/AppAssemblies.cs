using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Discovery;

/// <summary>
/// The app's own assemblies: the one that runs and those it references that know the Functions surface.
/// </summary>
internal static class AppAssemblies
{
    public static IReadOnlyCollection<Assembly> Of(Assembly app)
    {
        AssemblyName surface = typeof(FunctionAttribute).Assembly.GetName();
        var found = new Dictionary<string, Assembly>(StringComparer.OrdinalIgnoreCase) { [app.FullName!] = app };
        var queue = new Queue<Assembly>([app]);
        while (queue.TryDequeue(out Assembly? assembly))
        {
            foreach (AssemblyName name in assembly.GetReferencedAssemblies())
            {
                if (IsFramework(name) || found.ContainsKey(name.FullName) || TryLoad(name) is not { } reference)
                {
                    continue;
                }

                found.Add(name.FullName, reference);
                queue.Enqueue(reference);
            }
        }

        return [.. found.Values.Where(assembly => assembly == app || References(assembly, surface))];
    }

    private static bool References(Assembly assembly, AssemblyName surface) =>
        Array.Exists(assembly.GetReferencedAssemblies(), name => name.Name == surface.Name);

    private static bool IsFramework(AssemblyName name) =>
        name.Name is null or "mscorlib" or "netstandard"
        || name.Name.StartsWith("System.", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (FileNotFoundException)
        {
            // A reference that only the build needed.
            return null;
        }
    }
}
