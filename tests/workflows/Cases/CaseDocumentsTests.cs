using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Cases;

public sealed class CaseDocumentsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

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

    private TableClient CaseFiles() => host.Get<StorageAccount>().Tables.GetTableClient(CaseFileStore.TableName);

    private async Task<string> PutAsync(string caseId)
    {
        string documentId = Guid.NewGuid().ToString("D");
        NewDocument paper = new(caseId, documentId, "M01", "damao", Documents.Samples.Pdf);
        Assert.True((await host.Get<CaseDocuments>().PutAsync(paper, People.Clerk, default)).Succeeded);
        return documentId;
    }
}
