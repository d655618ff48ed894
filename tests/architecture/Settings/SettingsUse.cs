using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Daoban.Architecture.Tests.Settings;

/// <summary>What compiled code reads of the configuration, as far as its instructions and attributes show it.</summary>
internal sealed partial class SettingsUse
{
    private readonly HashSet<(string Kind, string Member)> members = [];
    private readonly HashSet<string> items = [];

    /// <summary>In environment form: literals, bound properties, <c>%name%</c> and connections of triggers.</summary>
    public SortedSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Names that may be read besides: some section and some member are, and nothing shows that they belong together.
    /// </summary>
    public SortedSet<string> Likely { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="assemblies">Whose code to look at.</param>
    /// <param name="except">A namespace to leave out: it lists names and reads none of them.</param>
    public static SettingsUse Of(IEnumerable<Assembly> assemblies, string except)
    {
        SettingsUse use = new();
        foreach (Assembly assembly in assemblies)
        {
            using ModuleDefinition module = ModuleDefinition.ReadModule(assembly.Location);
            foreach (MethodDefinition method in module.GetTypes()
                .Where(type => CompiledType.NamespaceOf(type) != except)
                .SelectMany(type => type.Methods))
            {
                use.Read(assembly, method);
            }
        }

        string[] sections = [.. use.Names.Where(name => !name.Contains("__", StringComparison.Ordinal))];
        // A storage connection is read below whatever name it is asked for by.
        use.Names.UnionWith(
            from section in sections
            from member in use.members
            where section.EndsWith(member.Kind, StringComparison.Ordinal)
            select $"{section}__{member.Member}");
        use.Likely.UnionWith(from section in sections from item in use.items select $"{section}__{item}");
        use.Likely.UnionWith(use.Names);
        return use;
    }

    private void Read(Assembly assembly, MethodDefinition method)
    {
        foreach (CustomAttribute attribute in method.Parameters.SelectMany(parameter => parameter.CustomAttributes)
            .Where(attribute => attribute.AttributeType.Name.EndsWith("TriggerAttribute", StringComparison.Ordinal)))
        {
            Add(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<string>()
                .SelectMany(text => Placeholder().Matches(text)).Select(match => match.Groups["name"].Value));
            Add(attribute.Properties.Where(property => property.Name == "Connection")
                .Select(property => (string)property.Argument.Value));
        }

        string? last = null;
        foreach (Instruction instruction in method.HasBody ? method.Body.Instructions : [])
        {
            if (instruction.Operand is string text)
            {
                last = text;
                Add(SettingName().IsMatch(text) ? [text.Replace(":", "__", StringComparison.Ordinal)] : []);
            }
            else if (instruction.Operand is MethodReference { Name: "get_Item" } indexer
                && indexer.DeclaringType.Name == nameof(IConfiguration)
                && instruction.Previous.Operand is string item)
            {
                items.Add(item);
            }
            else if (instruction.Operand is GenericInstanceMethod { GenericArguments: [var bound] } call)
            {
                Bind(assembly, call, bound, last);
            }
        }
    }

    private void Bind(Assembly assembly, GenericInstanceMethod call, TypeReference bound, string? section)
    {
        bool isOptions = call.DeclaringType.Name == nameof(OptionsBuilderConfigurationExtensions)
            && call.Name == nameof(OptionsBuilderConfigurationExtensions.BindConfiguration);
        bool isConnection = call.DeclaringType.Name == nameof(ConfigurationBinder)
            && call.Name == nameof(ConfigurationBinder.Get);
        if (!isOptions && !isConnection)
        {
            return;
        }

        foreach (PropertyInfo property in assembly.GetType(bound.FullName, throwOnError: true)!.GetProperties())
        {
            if (isConnection)
            {
                members.Add((Connections().Replace(bound.Name, ""), property.Name));
            }
            else
            {
                string end = property.PropertyType == typeof(Dictionary<string, string>) ? "__{id}" : "";
                Add([$"{section!.Replace(":", "__", StringComparison.Ordinal)}__{property.Name}{end}"]);
            }
        }
    }

    private void Add(IEnumerable<string> names) => Names.UnionWith(names);

    // StorageConnection is what lies below names such as DaobanStorage.
    [GeneratedRegex("(?:Connection|Settings)$")]
    private static partial Regex Connections();

    [GeneratedRegex("%(?<name>[^%]+)%")]
    private static partial Regex Placeholder();

    // Not the section itself, which is a name with one colon at most and no setting.
    [GeneratedRegex(
        @"^(?:Daoban(?:[A-Z]\w+|(?:(?::|__)\w+){2,})|AzureWebJobs(?:\w*[A-Za-z0-9])?"
        + @"|(?:APPLICATIONINSIGHTS|OTEL|AZURE)_\w+)\z")]
    private static partial Regex SettingName();
}
