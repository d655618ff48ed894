using System.Text.Json;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Ledger;

/// <summary>How hashed lines are written: as rows, with instants in one form (docs/evidence-format.md).</summary>
internal static class LedgerJson
{
    private static readonly JsonSerializerOptions Options = new(RowJson.Options)
    {
        Converters = { new UtcInstantConverter() },
    };

    public static string Serialize<T>(T line) => JsonSerializer.Serialize(line, Options);

    /// <exception cref="JsonException">Not JSON of this shape.</exception>
    public static T Deserialize<T>(string line) =>
        JsonSerializer.Deserialize<T>(line, Options) ?? throw new JsonException("A line is null.");
}
