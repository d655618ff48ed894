using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Http;

/// <summary>An HTTP function as its attributes declare it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Methods">The HTTP methods, in upper case.</param>
/// <param name="Route">The route template, without a leading slash.</param>
/// <param name="Method">The method that runs.</param>
internal sealed record HttpFunction(string Name, IReadOnlyList<string> Methods, string Route, MethodInfo Method)
{
    /// <summary>Every HTTP function of the application, by name.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } =
        [.. Find([typeof(HttpFunction).Assembly, typeof(Workflows.Problems.Problem).Assembly])];

    private static IEnumerable<HttpFunction> Find(IEnumerable<Assembly> assemblies) =>
        from assembly in assemblies
        from type in assembly.GetTypes()
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        let trigger = method.GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(attribute => attribute is not null)
        where function is not null && trigger is not null
        orderby function.Name
        select new HttpFunction(
            function.Name,
            [.. (trigger.Methods ?? []).Select(name => name.ToUpperInvariant())],
            trigger.Route ?? function.Name,
            method);
}
