using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Daoban.EndToEnd.Tests.Support;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>
/// What an auditor can prove afterwards: evidence that an outsider verifies with the public key alone, a timeline in
/// which nothing is missing, and whole access chains.
/// </summary>
internal sealed class ProofCheck(StaffClient auditor, string connectionString)
{
    /// <summary>The evidence of a case verifies, and its ledger and histories agree.</summary>
    public async Task VerifyCaseAsync(string caseId)
    {
        JsonElement timeline = await auditor.ReadJsonAsync($"api/cases/{caseId}/timeline");
        Assert.True(timeline.GetProperty("isSound").GetBoolean(), $"{caseId}: {timeline.GetProperty("findings")}");

        using ScratchFolder folder = new();
        string package = folder.Combine("evidence.zip");
        string key = folder.Combine("public-key.pem");
        await Eventually.HoldsAsync(
            async () =>
            {
                // The time-stamp authority may be asked too often at once.
                (HttpStatusCode status, byte[] body) = await auditor.SendAsync(
                    HttpMethod.Post, $"api/cases/{caseId}/evidence?originals=separate");
                await File.WriteAllBytesAsync(package, body);
                return status is HttpStatusCode.OK;
            },
            TimeSpan.FromSeconds(60));
        await File.WriteAllBytesAsync(key, await auditor.ReadAsync("api/audit/public-keys"));
        using StringWriter output = new();
        int code = Daoban.Verify.Commands.CommandLine.Invoke([package, "--key", key], output, output);
        Assert.True(code == 0, $"{caseId}: {output}");
    }

    /// <summary>Every chain of readings and denials is whole.</summary>
    public async Task VerifyAccessChainsAsync()
    {
        TableServiceClient tables = new(connectionString, StorageVersions.Tables());
        TableClient log = tables.GetTableClient("accesslog");
        int chains = 0;
        await foreach (TableEntity head in log.QueryAsync<TableEntity>("RowKey eq 'head'"))
        {
            string[] parts = head.PartitionKey.Split('|', 2);
            JsonElement chain = await auditor.ReadJsonAsync($"api/audit/actors/{parts[1]}/days/{parts[0]}");
            Assert.True(chain.GetProperty("isIntact").GetBoolean(), $"{head.PartitionKey} is broken");
            chains++;
        }

        Assert.True(chains > 0, "nobody read anything");
    }
}
