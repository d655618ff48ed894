using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Workflows.Tests.Cases;

public sealed class CaseDocumentsTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>, IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Put_PaperThatGrewTooOldForASubmission_CountsFromNowOn()
    {
        NewDocument paper = new(NewId(), NewId(), "M01", "damao", Documents.Samples.Pdf);
        DateTimeOffset first = (await host.Get<CaseDocuments>().PutAsync(paper, People.Clerk, default)).Value.StoredAt;
        host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first, (await host.Get<CaseDocuments>().PutAsync(paper, People.Clerk, default)).Value.StoredAt);
        host.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal("document-missing", (await SubmitAsync(paper)).Problem.Code);

        await host.Get<CaseDocuments>().PutAsync(paper, People.Clerk, default);
        host.Time.Advance(TimeSpan.FromHours(2));
        await host.Get<CaseDocuments>().RemoveUnreferencedAsync(default);

        Assert.True((await SubmitAsync(paper)).Succeeded);
    }

    [Fact]
    public async Task RemoveUnreferenced_PaperThatWasRenewed_GoesADayLater()
    {
        string caseId = NewId();
        NewDocument paper = new(caseId, NewId(), "M01", "damao", Documents.Samples.Pdf);
        await host.Get<CaseDocuments>().PutAsync(paper, People.Clerk, default);
        host.Time.Advance(TimeSpan.FromHours(23));
        await host.Get<CaseDocuments>().PutAsync(paper, People.Clerk, default);

        host.Time.Advance(TimeSpan.FromHours(26));
        await host.Get<CaseDocuments>().RemoveUnreferencedAsync(default);

        Assert.Null(await host.Get<DocumentStore>().FindAsync(caseId, paper.DocumentId, default));
    }

    [Fact]
    public async Task RemoveUnreferenced_OneCaseFileUnreadable_KeepsItsPaperAndRemovesTheOthers()
    {
        // By id: the unreadable case's note comes first.
        string unreadable = "00000000" + Guid.NewGuid().ToString("D")[8..];
        string forgotten = "ffffffff" + Guid.NewGuid().ToString("D")[8..];
        string kept = await PutAsync(unreadable);
        string removed = await PutAsync(forgotten);
        await CaseFiles().AddEntityAsync(new TableEntity(unreadable, "z|1") { ["Format"] = 99 });
        host.Time.Advance(TimeSpan.FromHours(26));

        await host.Get<CaseDocuments>().RemoveUnreferencedAsync(default);

        Assert.NotNull(await host.Get<DocumentStore>().FindAsync(unreadable, kept, default));
        Assert.Null(await host.Get<DocumentStore>().FindAsync(forgotten, removed, default));
    }

    [Fact]
    public async Task RemoveUnreferenced_OnePaperUnreadable_KeepsItAndRemovesTheOthers()
    {
        string unreadable = "00000000" + NewId()[8..];
        string forgotten = "ffffffff" + NewId()[8..];
        string kept = await PutAsync(unreadable);
        string removed = await PutAsync(forgotten);
        BlobClient blob = host.Get<StorageAccount>().Blobs
            .GetBlobContainerClient(DocumentStore.ContainerName).GetBlobClient($"{unreadable}/{kept}");
        await blob.SetMetadataAsync(new Dictionary<string, string> { ["format"] = "99" });
        host.Time.Advance(TimeSpan.FromHours(26));

        await host.Get<CaseDocuments>().RemoveUnreferencedAsync(default);

        Assert.True(await blob.ExistsAsync());
        Assert.Null(await host.Get<DocumentStore>().FindAsync(forgotten, removed, default));
    }

    [Theory]
    [InlineData(99, "2026-07-15T07:00:00.0000000+00:00")]
    [InlineData(1, "yesterday")]
    [InlineData("one", null)]
    public async Task RemoveUnreferenced_OneNoteUnreadable_KeepsItAndRemovesTheOthers(object format, string? at)
    {
        TableClient notes = host.Get<StorageAccount>().Tables.GetTableClient(UploadLog.TableName);
        // Before every real note.
        TableEntity note = new("2000-01-01T00", NewId()) { ["Format"] = format, ["CaseId"] = NewId(), ["At"] = at };
        await notes.AddEntityAsync(note);
        string forgotten = NewId();
        string removed = await PutAsync(forgotten);
        host.Time.Advance(TimeSpan.FromHours(26));

        await host.Get<CaseDocuments>().RemoveUnreferencedAsync(default);

        Assert.Null(await host.Get<DocumentStore>().FindAsync(forgotten, removed, default));
        Assert.True((await notes.GetEntityIfExistsAsync<TableEntity>(note.PartitionKey, note.RowKey)).HasValue);
        await notes.DeleteEntityAsync(note.PartitionKey, note.RowKey);
    }

    [Fact]
    public async Task RemoveUnreferenced_PapersOfACase_Stay()
    {
        string caseId = await host.SubmitAsync();
        host.Time.Advance(TimeSpan.FromHours(26));

        await host.Get<CaseDocuments>().RemoveUnreferencedAsync(default);

        foreach (string documentId in (await host.FileAsync(caseId)).Documents.Keys)
        {
            Assert.NotNull(await host.Get<DocumentStore>().FindAsync(caseId, documentId, default));
        }
    }

    [Fact]
    public async Task Put_StationThatHasClosed_IsRefusedUnlessTheCaseHoldsThePaper()
    {
        string caseId = await host.SubmitAsync();
        string held = (await host.FileAsync(caseId)).Documents.Values.First(d => d.MaterialCode == "M01").DocumentId;
        CaseDocuments afterwards = new(
            host.Get<CaseFileStore>(),
            host.Get<PersonalReads>(),
            host.Get<DocumentStore>(),
            host.Get<UploadLog>(),
            host.Get<ICatalog>(),
            People.StationsClosedBefore(host.Time.GetUtcNow()),
            host.Get<MaskingPolicy>(),
            host.Time,
            NullLogger<CaseDocuments>.Instance);
        NewDocument paper = new(NewId(), NewId(), "M01", "damao", Documents.Samples.Pdf);

        Attempt<StoredDocument> refused = await afterwards.PutAsync(paper, People.Clerk, default);

        Assert.Equal(("unknown-station", "station"), (refused.Problem.Code, refused.Problem.Field));
        Assert.Null(await host.Get<DocumentStore>().FindAsync(paper.CaseId, paper.DocumentId, default));
        NewDocument again = paper with { CaseId = caseId, DocumentId = held };
        Assert.True((await afterwards.PutAsync(again, People.Clerk, default)).Succeeded);
    }

    private Task<Attempt<CaseReceipt>> SubmitAsync(NewDocument paper) => host.Get<CaseIntake>().SubmitAsync(
        People.Submission(
            paper.CaseId,
            "PS-01",
            [new MaterialData(paper.MaterialCode, paper.DocumentId)],
            host.Time.GetUtcNow()),
        People.Clerk,
        host.Client,
        default);

    private static string NewId() => Guid.NewGuid().ToString("D");

    private TableClient CaseFiles() => host.Get<StorageAccount>().Tables.GetTableClient(CaseFileStore.TableName);

    private async Task<string> PutAsync(string caseId)
    {
        string documentId = Guid.NewGuid().ToString("D");
        NewDocument paper = new(caseId, documentId, "M01", "damao", Documents.Samples.Pdf);
        Assert.True((await host.Get<CaseDocuments>().PutAsync(paper, People.Clerk, default)).Succeeded);
        return documentId;
    }
}
