using System.Reflection;
using Daoban.Emulator.Hosting.Settings;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Discovery;

/// <summary>The app's functions in upstream's order: by name, without regard to case.</summary>
internal sealed class FunctionCatalog
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly List<FunctionBindingException> errors = [];

    public FunctionCatalog(FunctionsHostSetup setup, AppSettings settings)
    {
        var functions = new SortedDictionary<string, FunctionMetadata>(StringComparer.OrdinalIgnoreCase);
        foreach (MethodInfo method in setup.FunctionTypes().SelectMany(type => type.GetMethods(AnyMethod)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
            {
                continue;
            }

            Check(attribute.Name, () =>
            {
                FunctionMetadata function = FunctionReader.Read(attribute.Name, method, settings);
                if (!functions.TryAdd(function.Name, function))
                {
                    string first = functions[function.Name].Definition.EntryPoint;
                    throw new FunctionBindingException(
                        function.Name, null, $"{function.Definition.EntryPoint} has the name of {first}.");
                }
            });
        }

        Functions = [.. functions.Values];
    }

    /// <summary>The functions that could be read, disabled ones among them.</summary>
    public IReadOnlyList<FunctionMetadata> Functions { get; }

    /// <summary>Runs a check of a function and keeps its error for <see cref="ThrowIfInvalid"/>.</summary>
    public void Check(string function, Action check)
    {
        try
        {
            check();
        }
        catch (FunctionBindingException exception)
        {
            errors.Add(exception);
        }
        catch (InvalidOperationException exception)
        {
            // Settings report what is missing without knowing which function asked.
            errors.Add(new FunctionBindingException(function, null, exception.Message));
        }
    }

    /// <exception cref="FunctionsStartException">A function cannot be bound.</exception>
    public void ThrowIfInvalid()
    {
        if (errors.Count > 0)
        {
            throw new FunctionsStartException(errors);
        }
    }
}
