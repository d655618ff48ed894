using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.EndToEnd.Tests.Support;
using Daoban.Run.Demo;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>What must be true of the five cases at the end, however often the application died on the way.</summary>
internal sealed class FinalState(Func<string, StaffClient> staff, string connectionString)
{
    // Version, length of the key id, key id, nonce, tag.
    private const int CipherOverhead = 2 + 16 + 12 + 16;

    private readonly StaffClient auditor = staff("auditor");
    private readonly BlobServiceClient blobs = new(connectionString, StorageVersions.Blobs());
    private readonly TableServiceClient tables = new(connectionString, StorageVersions.Tables());

    /// <summary>Final stage, documents, decisions, payment and ledger of one case.</summary>
    public async Task VerifyAsync(ScenarioResult result)
    {
        string name = result.Scenario;
        Assert.True(result.Failure is null, $"{name}: {result.Failure}");
        Assert.Equal(result.ExpectedStage, result.Stage, ignoreCase: true);
        await VerifyDocumentsAsync(result);

        JsonElement ledger = await auditor.ReadJsonAsync($"api/cases/{result.CaseId}/ledger");
        Assert.True(ledger.GetProperty("isIntact").GetBoolean(), $"{name}: the chain is broken");
        (string Action, string? Subject)[] entries =
        [
            .. ledger.GetProperty("entries").EnumerateArray()
                .Select(entry => (entry.GetProperty("action").GetString()!, Text(entry, "subject"))),
        ];
        foreach (string decisionId in result.DecisionIds)
        {
            Assert.Single(entries, entry => entry == ("decision-received", decisionId));
            Assert.Single(entries, entry => entry == ("decision-applied", decisionId));
        }

        bool paid = name is DemoScenarios.Paid or DemoScenarios.LostCallback;
        Assert.Equal(paid ? 1 : 0, entries.Count(entry => entry.Action == "payment-settled"));
        Assert.Equal(paid ? 1 : 0, result.Payments ?? 0);
        Assert.Equal(result.DecisionIds.Count, entries.Count(entry => entry.Action == "decision-applied"));
        Assert.Single(entries, entry => entry.Action == "case-submitted");
        Assert.Single(entries, entry => entry.Action == "case-closed");
        Assert.DoesNotContain(entries, entry => entry.Action is "decision-refused" or "payment-disputed");
    }

    /// <summary>Nothing waits to be carried out and no closed case stands on a worklist.</summary>
    public async Task VerifyNothingIsLeftAsync(TimeSpan patience)
    {
        await Eventually.HoldsAsync(async () => await CountAsync("outboxmarks") == 0, patience);
        Assert.Equal(0, await CountOutboxAsync());
        Assert.Equal(0, await CountAsync("reviewtasks"));
    }

    /// <summary>Effects that are recorded in case files and not acknowledged.</summary>
    public Task<int> CountOutboxAsync() => CountAsync("casefiles", "RowKey ge 'x|' and RowKey lt 'x}'");

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private async Task VerifyDocumentsAsync(ScenarioResult result)
    {
        JsonElement view = await auditor.ReadJsonAsync($"api/cases/{result.CaseId}");
        Dictionary<string, string> known = view.GetProperty("documents").EnumerateArray().ToDictionary(
            document => document.GetProperty("documentId").GetString()!,
            document => document.GetProperty("sha256").GetString()!);

        Assert.Equal(result.DocumentIds.Order(), known.Keys.Order());
        foreach ((string id, string sha256) in known)
        {
            // Nobody reads papers of a closed case over HTTP; what lies there is whole by its length under the cipher.
            BlobProperties stored = await blobs.GetBlobContainerClient("documents")
                .GetBlobClient($"{result.CaseId}/{id}").GetPropertiesAsync();
            Assert.Equal(sha256, stored.Metadata["sha256"]);
            Assert.Equal(
                long.Parse(stored.Metadata["length"], CultureInfo.InvariantCulture) + CipherOverhead,
                stored.ContentLength);
        }
    }

    private async Task<int> CountAsync(string table, string? filter = null) =>
        await tables.GetTableClient(table).QueryAsync<TableEntity>(filter).CountAsync();
}
