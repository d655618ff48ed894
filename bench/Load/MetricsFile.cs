using System.Text.Json;

namespace Daoban.Bench.Load;

/// <summary>Reads what the application exports to <c>metrics.jsonl</c> (docs/telemetry.md).</summary>
internal static class MetricsFile
{
    /// <summary>Every series as it stood at an instant.</summary>
    /// <param name="path">The file; none yet is no series.</param>
    /// <param name="until">Later lines do not count.</param>
    public static IReadOnlyList<MetricSeries> ReadLast(string path, DateTimeOffset until)
    {
        Dictionary<string, MetricSeries> last = [];
        foreach (JsonElement line in Lines(path)
            .Where(line => TimeOf(line) <= until && line.TryGetProperty("value", out _)))
        {
            Dictionary<string, string> attributes = line.GetProperty("attributes").EnumerateObject()
                .ToDictionary(attribute => attribute.Name, attribute => attribute.Value.ToString());
            MetricSeries series = new(
                line.GetProperty("meter").GetString()!,
                line.GetProperty("name").GetString()!,
                attributes,
                line.GetProperty("value").GetDouble());
            string[] pairs =
                [.. attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)];
            last[$"{series.Meter} {series.Name} {string.Join(' ', pairs)}"] = series;
        }

        return [.. last.Values];
    }

    /// <summary>How a gauge, or the sum of its series, moved.</summary>
    public static IReadOnlyList<(DateTimeOffset At, double Value)> ReadOverTime(string path, string name) =>
        [.. Lines(path)
            .Where(line => line.GetProperty("name").GetString() == name && line.TryGetProperty("value", out _))
            .GroupBy(TimeOf)
            .Select(group => (group.Key, group.Sum(line => line.GetProperty("value").GetDouble())))];

    private static IEnumerable<JsonElement> Lines(string path)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            // The last line may be half written.
            if (line.EndsWith('}') && TryParse(line) is { } parsed)
            {
                yield return parsed;
            }
        }
    }

    private static JsonElement? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset TimeOf(JsonElement line) => line.GetProperty("time").GetDateTimeOffset();
}
