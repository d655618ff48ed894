using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Daoban.TestKit;
using Daoban.Workflows.Telemetry;

namespace Daoban.Functions.Tests.Telemetry;

/// <summary>docs/telemetry.md and the instruments say the same.</summary>
public sealed partial class MetricTableTests
{
    [Fact]
    public void Table_OfTheApplicationsMeter_NamesEveryInstrumentWithItsKindAndUnit()
    {
        string[] documented =
        [
            .. File.ReadLines(Repository.PathTo("docs", "telemetry.md"))
                .Select(line => Row().Match(line))
                .Where(row => row.Success)
                .Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}")
                .Order(StringComparer.Ordinal),
        ];

        Assert.NotEmpty(documented);
        Assert.Equal(Instruments(), documented);
    }

    private static string[] Instruments()
    {
        Assembly[] ours = [typeof(DaobanApplication).Assembly, typeof(Metering).Assembly];
        foreach (Type type in ours.SelectMany(assembly => assembly.GetTypes())
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

    [GeneratedRegex(@"^\| `(?<name>daoban\.[a-z_.]+)` \| (?<kind>\w+) \| (?<unit>[^ ]+) \|")]
    private static partial Regex Row();
}
