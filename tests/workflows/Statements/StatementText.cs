using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.Workflows.Payments;

namespace Daoban.Workflows.Tests.Statements;

/// <summary>Writes statements as the contract says, without the application's own code.</summary>
internal static class StatementText
{
    public const string Merchant = "daoban";

    public static byte[] Write(DateOnly day, params BankCallback[] payments) => Write(day, _ => { }, payments);

    /// <param name="day">The day.</param>
    /// <param name="change">Changes the header, which then is no longer right.</param>
    /// <param name="payments">Its payments.</param>
    public static byte[] Write(DateOnly day, Action<JsonObject> change, params BankCallback[] payments) =>
        WriteLines(day, change, [.. payments.Select(payment => JsonSerializer.Serialize(
            payment, JsonSerializerOptions.Web))]);

    public static byte[] WriteLines(DateOnly day, Action<JsonObject> change, params string[] lines)
    {
        string body = string.Concat(lines.Select(line => line + "\n"));
        JsonObject header = new()
        {
            ["format"] = "daoban-statement/1",
            ["merchantId"] = Merchant,
            ["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["count"] = lines.Length,
            ["sumFen"] = lines.Sum(line => JsonNode.Parse(line) is JsonObject payment
                && payment["amountFen"] is JsonValue amount && amount.TryGetValue(out long fen) ? fen : 0),
            ["linesSha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
        };
        change(header);
        return Encoding.UTF8.GetBytes(header.ToJsonString() + "\n" + body);
    }
}
