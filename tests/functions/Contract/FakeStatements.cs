using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;

namespace Daoban.Functions.Tests.Contract;

/// <summary>A bank that gives out the statements that a test made, and no other.</summary>
public sealed class FakeStatements : IStatementSource
{
    private readonly ConcurrentDictionary<DateOnly, byte[]> files = new();

    /// <summary>Makes the statement of a day.</summary>
    public void Make(DateOnly day, params BankCallback[] payments)
    {
        string lines = string.Concat(payments.Select(
            paid => JsonSerializer.Serialize(paid, JsonSerializerOptions.Web) + "\n"));
        JsonObject header = new()
        {
            ["format"] = "daoban-statement/1",
            ["merchantId"] = DaobanApp.Merchant,
            ["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["count"] = payments.Length,
            ["sumFen"] = payments.Sum(paid => paid.AmountFen),
            ["linesSha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))),
        };
        files[day] = Encoding.UTF8.GetBytes(header.ToJsonString() + "\n" + lines);
    }

    public Task<StatementAnswer> GetAsync(DateOnly day, CancellationToken cancellationToken) =>
        Task.FromResult(files.TryGetValue(day, out byte[]? file)
            ? new StatementAnswer(file, Code: null)
            : new StatementAnswer(File: null, StatementCodes.NotReady));
}
