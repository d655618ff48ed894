using System.Diagnostics.Metrics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Daoban.TestKit;
using Daoban.Workflows.Telemetry;

namespace Daoban.Functions.Tests.Telemetry;

/// <summary>docs/telemetry.md and the instruments say the same.</summary>
public sealed partial class MetricTableTests
{
    // Attributes of spans look like names of metrics.
    private static readonly string[] Attributes = [Tracing.CaseId, "daoban.several_cases"];

    private static readonly Assembly[] Ours = [typeof(DaobanApplication).Assembly, typeof(Metering).Assembly];

    private static readonly Match[] Rows =
    [
        .. File.ReadLines(Repository.PathTo("docs", "telemetry.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success),
    ];

    [Fact]
    public void Table_OfTheApplicationsMeter_NamesEveryInstrumentWithItsKindAndUnit()
    {
        string[] instruments = Instruments();

        Assert.NotEmpty(instruments);
        Assert.Empty(instruments.Except(
            Rows.Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}")));
    }

    /// <summary>Also of instruments that are only made when the application runs.</summary>
    [Fact]
    public void Table_Names_AreThoseOfTheCode() => Assert.Equal(
        Ours.SelectMany(Literals).Where(text => Name().IsMatch(text)).Except(Attributes).Order(StringComparer.Ordinal),
        Rows.Select(row => row.Groups["name"].Value).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Literals(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        MetadataReader reader = file.GetMetadataReader();
        for (UserStringHandle at = MetadataTokens.UserStringHandle(1); !at.IsNil; at = reader.GetNextHandle(at))
        {
            yield return reader.GetUserString(at);
        }
    }

    private static string[] Instruments()
    {
        foreach (Type type in Ours.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters && HoldsInstruments(type)))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        List<string> found = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter == Metering.Meter)
                {
                    found.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit}");
                }
            },
        };
        listener.Start();
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static bool HoldsInstruments(Type type) => type
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Any(field => (field.FieldType.GetElementType() ?? field.FieldType).IsAssignableTo(typeof(Instrument)));

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => "counter",
        "ObservableGauge" or "Gauge" => "gauge",
        var other => other,
    };

    [GeneratedRegex(@"^daoban\.[a-z_.]+\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| `(?<name>daoban\.[a-z_.]+)` \| (?<kind>\w+) \| (?<unit>[^ ]+) \|")]
    private static partial Regex Row();
}
