using System.Text.Json;

namespace Daoban.Workflows.Tests;

/// <summary>The computed examples of the domain rules, <c>vectors.json</c>.</summary>
internal static class Vectors
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors.json"))).RootElement;

    /// <summary>The reference date of the rules, against which birth dates are in the future.</summary>
    internal static DateOnly Today { get; } = new(2026, 7, 1);

    internal static JsonElement[] List(string name) => [.. Root.GetProperty(name).EnumerateArray()];

    internal static int Number(string name) => Root.GetProperty(name).GetInt32();

    /// <summary>Rows of texts as theory data.</summary>
    internal static IEnumerable<TheoryDataRow<string[]>> Rows(string name) =>
        List(name)
            .Select(row => row.EnumerateArray().Select(cell => cell.GetString()!))
            .Select(cells => new TheoryDataRow<string[]>([.. cells]));
}
