using System.Text.Json;

namespace Daoban.Bench.Load;

/// <summary>
/// Prices that the operator fills in (bench/prices.sample.json): of 10,000 operations of a class, of a GB and month, of
/// a million executions, of a GB-second. Nothing is assumed where a price is missing.
/// </summary>
internal sealed record PriceList(string Currency, IReadOnlyDictionary<string, decimal?> Prices)
{
    /// <exception cref="JsonException">The file has another form.</exception>
    public static PriceList Read(FileInfo file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file.FullName));
        return new PriceList(
            document.RootElement.GetProperty("currency").GetString() ?? "",
            document.RootElement.GetProperty("prices").EnumerateObject().ToDictionary(
                price => price.Name,
                price => price.Value.ValueKind is JsonValueKind.Number ? price.Value.GetDecimal() : (decimal?)null));
    }

    /// <summary>What so many units cost; null where the price is not filled in.</summary>
    /// <param name="unit">A name of the file.</param>
    /// <param name="count">How many.</param>
    public decimal? CostOf(string unit, double count) =>
        Prices.GetValueOrDefault(unit) is { } price ? price * (decimal)count / PerPrice(unit) : null;

    private static decimal PerPrice(string unit) => unit switch
    {
        "blob-stored-gb-month" or "table-stored-gb-month" or "function-gb-second" => 1,
        "function-execution" or "service-bus-operation" => 1_000_000,
        _ => 10_000,
    };
}
