using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daoban.TestKit;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Privacy;

public sealed class CaseArchivingTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>, IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Apply_NinetyDaysAfterTheClosing_ArchivesEntersHistoriesAndPurges()
    {
        string caseId = await ClosedAsync();
        host.Time.AdjustTime(host.Time.GetUtcNow() + TimeSpan.FromDays(91));
        await host.Get<RetentionRun>().ApplyAsync(host.Client, default);

        CaseFile file = await host.FileAsync(caseId);
        BinaryData package = (await host.Get<CaseArchiving>().ReadAsync(caseId, default))!;
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(package.ToArray())), file.Existing.Archive!.Sha256);
        Assert.Null(await host.Client.GetInstanceAsync(caseId));
        LedgerView ledger = (await host.Get<CaseLedger>().ReadAsync(caseId, default)).Value;
        Assert.True(ledger.IsIntact);
        LedgerEntry archived = Assert.Single(ledger.Entries, entry => entry.Action == "case-archived");
        LedgerEntry purged = Assert.Single(ledger.Entries, entry => entry.Action == "history-entered");
        Assert.Equal(file.Existing.Archive.Sha256, archived.Subject);
        Assert.Equal((caseId, "purge"), (purged.Subject, purged.Reason));

        // The digest in the ledger is that of the history inside the package: the engine's copy is not needed any more.
        string[] lines = Lines(package, $"history/{caseId}.jsonl");
        Assert.Equal(CanonicalHistory.Digest(caseId, lines), Assert.Single(purged.Histories!));
    }

    [Fact]
    public async Task Archive_Package_HoldsEverythingAndNothingInClear()
    {
        string caseId = await ClosedAsync();
        CaseFile file = await host.FileAsync(caseId);
        await host.Get<CaseArchiving>().ArchiveAndPurgeAsync(caseId, host.Client, default);
        BinaryData package = (await host.Get<CaseArchiving>().ReadAsync(caseId, default))!;

        using ZipArchive zip = new(package.ToStream());
        JsonElement manifest = JsonSerializer.Deserialize<JsonElement>(Content(zip, "manifest.json"));
        Dictionary<string, string> listed = manifest.GetProperty("entries").EnumerateArray().ToDictionary(
            entry => entry.GetProperty("path").GetString()!, entry => entry.GetProperty("sha256").GetString()!);
        Assert.Equal(
            zip.Entries.Select(entry => entry.FullName).Where(name => name != "manifest.json").Order(),
            listed.Keys.Order());
        Assert.All(listed, entry => Assert.Equal(
            entry.Value, Convert.ToHexStringLower(SHA256.HashData(Content(zip, entry.Key)))));
        Assert.All(file.Documents.Keys, id => Assert.Contains($"papers/{id}", listed.Keys));
        string all = string.Concat(zip.Entries.Select(entry => Encoding.UTF8.GetString(Content(zip, entry.FullName))));
        Assert.Contains("case-closed", all, StringComparison.Ordinal);
        Assert.DoesNotContain("沈海珍", all, StringComparison.Ordinal);
        Assert.DoesNotContain("33090219620715998", all, StringComparison.Ordinal);
        Assert.DoesNotContain("%PDF", all, StringComparison.Ordinal);
        Assert.DoesNotContain(file.KeyRecord!.Wrapped, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_RunCutOffAfterTheUpload_EntersThePackageThatStands()
    {
        string caseId = await ClosedAsync();
        byte[] written = "the package of a run that was cut off"u8.ToArray();
        await host.Get<StorageAccount>().Blobs.GetBlobContainerClient(CaseArchiving.ContainerName)
            .GetBlobClient($"{caseId}.zip").UploadAsync(BinaryData.FromBytes(written));

        Assert.Null(await host.Get<CaseArchiving>().ArchiveAndPurgeAsync(caseId, host.Client, default));

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(written)),
            (await host.FileAsync(caseId)).Existing.Archive!.Sha256);
    }

    [Fact]
    public async Task ArchiveAndPurge_Repeated_ChangesNothing()
    {
        string caseId = await ClosedAsync();
        CaseArchiving archiving = host.Get<CaseArchiving>();
        await archiving.ArchiveAndPurgeAsync(caseId, host.Client, default);
        ChainHead head = (await host.FileAsync(caseId)).Head!;

        Assert.Null(await archiving.ArchiveAndPurgeAsync(caseId, host.Client, default));

        Assert.Equal(head, (await host.FileAsync(caseId)).Head);
    }

    [Fact]
    public async Task ArchiveAndPurge_HistoryEnteredAndCutOff_PurgesWithoutASecondEntry()
    {
        string caseId = await ClosedAsync();
        await new EnterHistory(host.Get<CaseChanges>()).RunAsync(
            new HistoryEntering(caseId, caseId, HistoryEntering.Purge), host.Client, default);

        await host.Get<CaseArchiving>().ArchiveAndPurgeAsync(caseId, host.Client, default);

        LedgerView ledger = (await host.Get<CaseLedger>().ReadAsync(caseId, default)).Value;
        Assert.Single(ledger.Entries, entry => entry.Action == "history-entered");
        Assert.Null(await host.Client.GetInstanceAsync(caseId));
    }

    [Fact]
    public async Task ArchiveAndPurge_InstanceStillRunning_IsPutOff()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.TaskAsync(caseId, 1);

        Assert.Equal(
            CaseArchiving.StillRunning,
            await host.Get<CaseArchiving>().ArchiveAndPurgeAsync(caseId, host.Client, default));

        Assert.Null((await host.FileAsync(caseId)).Existing.Archive);
        Assert.NotNull(await host.Client.GetInstanceAsync(caseId));
    }

    private static byte[] Content(ZipArchive zip, string path)
    {
        using Stream stream = zip.GetEntry(path)!.Open();
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static string[] Lines(BinaryData package, string path)
    {
        using ZipArchive zip = new(package.ToStream());
        return Encoding.UTF8.GetString(Content(zip, path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> ClosedAsync()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await host.UntilClosedAsync(caseId);
        return caseId;
    }
}
