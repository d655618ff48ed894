using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Daoban.Emulator.Hosting.Discovery;

/// <summary>Describes a function by its method.</summary>
internal sealed class DiscoveredDefinition : FunctionDefinition
{
    public DiscoveredDefinition(string name, MethodInfo method)
    {
        Name = name;
        PathToAssembly = method.Module.Assembly.Location;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}|{EntryPoint}"));
        Id = BinaryPrimitives.ReadUInt32BigEndian(hash).ToString(System.Globalization.CultureInfo.InvariantCulture);
        ParameterInfo[] parameters = method.GetParameters();
        Parameters = [.. parameters.Select(Describe)];
        InputBindings = parameters
            .Where(parameter => BindingOf(parameter) is not null)
            .Select(
                parameter => new DiscoveredBinding(parameter.Name!, TypeOf(BindingOf(parameter)!), BindingDirection.In))
            .ToImmutableDictionary(binding => binding.Name, BindingMetadata (binding) => binding);
        OutputBindings = InputBindings.Values.Any(binding => binding.Type == "httpTrigger")
            ? ImmutableDictionary<string, BindingMetadata>.Empty.Add(
                "$return", new DiscoveredBinding("$return", "http", BindingDirection.Out))
            : ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id { get; }

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    /// <summary>The trigger or input binding attribute of a parameter, or null.</summary>
    public static BindingAttribute? BindingOf(ParameterInfo parameter) =>
        parameter.GetCustomAttributes<BindingAttribute>(inherit: true).FirstOrDefault();

    private static FunctionParameter Describe(ParameterInfo parameter) => new(
        parameter.Name!,
        parameter.ParameterType,
        parameter.HasDefaultValue,
        parameter.HasDefaultValue ? parameter.DefaultValue : null,
        BindingOf(parameter) is { } binding
            ? ImmutableDictionary<string, object>.Empty.Add("bindingAttribute", binding)
            : ImmutableDictionary<string, object>.Empty);

    /// <remarks>Upstream's rule: the attribute's name without "Attribute", first letter in lower case.</remarks>
    private static string TypeOf(BindingAttribute attribute)
    {
        string name = attribute.GetType().Name;
        name = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
