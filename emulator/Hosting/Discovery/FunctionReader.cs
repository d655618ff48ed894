using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Daoban.Emulator.Hosting.Settings;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Daoban.Emulator.Hosting.Discovery;

/// <summary>Reads a method as a function and refuses what no trigger could run.</summary>
internal static partial class FunctionReader
{
    /// <exception cref="FunctionBindingException">The method cannot be a function.</exception>
    public static FunctionMetadata Read(string name, MethodInfo method, AppSettings settings)
    {
        CheckName(name);
        CheckMethod(name, method);
        ParameterInfo[] triggers =
            [.. method.GetParameters().Where(parameter => TriggerOf(parameter) is not null)];
        if (triggers.Length != 1)
        {
            throw Error(name, triggers.Length == 0
                ? "no parameter has a trigger attribute."
                : "multiple trigger bindings defined. A function can only have a single trigger binding.");
        }

        foreach (ParameterInfo parameter in method.GetParameters())
        {
            ParameterRules.Check(name, parameter);
        }

        return new FunctionMetadata(
            method, TriggerOf(triggers[0])!, triggers[0], new DiscoveredDefinition(name, method))
        {
            IsDisabled = settings.IsDisabled(name),
        };
    }

    private static void CheckName(string name)
    {
        if (!ValidName().IsMatch(name) || string.Equals(name, "host", StringComparison.OrdinalIgnoreCase))
        {
            throw Error(
                name,
                "this is not a valid function name: a letter, then up to 127 letters, digits, '_' or '-', "
                + "and not 'host'.");
        }
    }

    private static void CheckMethod(string name, MethodInfo method)
    {
        string entry = $"{method.DeclaringType!.FullName}.{method.Name}";
        string? reason = method switch
        {
            { IsPublic: false } => $"{entry} is not public, so the Functions worker would not find it.",
            { ContainsGenericParameters: true } => $"{entry} or its class is generic.",
            { IsStatic: false, DeclaringType.IsAbstract: true } =>
                $"{entry} is an instance method of an abstract class.",
            _ when method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)) =>
                $"{entry} is async void; return Task.",
            _ when method.ReturnParameter.IsDefined(typeof(OutputBindingAttribute))
                || method.IsDefined(typeof(OutputBindingAttribute)) => "output bindings are not offered by this host.",
            _ => null,
        };
        if (reason is not null)
        {
            throw Error(name, reason);
        }
    }

    private static TriggerBindingAttribute? TriggerOf(ParameterInfo parameter) =>
        parameter.GetCustomAttributes<TriggerBindingAttribute>(inherit: true).FirstOrDefault();

    private static FunctionBindingException Error(string name, string reason) => new(name, null, reason);

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]{0,127}$")]
    private static partial Regex ValidName();
}
