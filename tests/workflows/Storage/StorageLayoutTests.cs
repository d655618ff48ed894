using Daoban.TestKit;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Storage;

public sealed class StorageLayoutTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Start_TwiceWithTheSameParts_LeavesThemThere()
    {
        var storage = new StorageAccount(azurite.ConnectionString);
        var layout = new StorageLayout(
            storage,
            [
                new(StoragePartKind.Table, "layouttable"),
                new(StoragePartKind.Queue, "layoutqueue"),
                new(StoragePartKind.Container, "layoutcontainer"),
            ]);

        await layout.StartAsync(default);
        await layout.StartAsync(default);

        Assert.Single(storage.Tables.Query(table => table.Name == "layouttable"));
        Assert.True(await storage.Queues.GetQueueClient("layoutqueue").ExistsAsync());
        Assert.True(await storage.Blobs.GetBlobContainerClient("layoutcontainer").ExistsAsync());
    }

    [Fact]
    public async Task Start_RestoreThatHasNotEnded_IsRefusedAndCreatesNothing()
    {
        await using Azurite own = await Azurite.StartAsync();
        var storage = new StorageAccount(own.ConnectionString);
        var layout = new StorageLayout(storage, [new(StoragePartKind.Table, "layouttable")]);
        await storage.Blobs.CreateBlobContainerAsync(StorageLayout.RestoreMark);

        await Assert.ThrowsAsync<UnfinishedRestoreException>(() => layout.StartAsync(default));
        Assert.Empty(storage.Tables.Query());
        await storage.Blobs.DeleteBlobContainerAsync(StorageLayout.RestoreMark);
        await layout.StartAsync(default);

        Assert.Single(storage.Tables.Query(table => table.Name == "layouttable"));
    }
}
