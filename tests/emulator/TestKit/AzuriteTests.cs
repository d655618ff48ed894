using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.TestKit;

public sealed class AzuriteTests(AzuriteFixture fixture)
{
    [Fact]
    public async Task AssemblyFixture_ThreeServices_Answer()
    {
        string name = $"t{Guid.NewGuid():N}";
        await new BlobContainerClient(fixture.ConnectionString, name, StorageVersions.Blobs()).CreateAsync();
        await new QueueClient(fixture.ConnectionString, name, StorageVersions.Queues()).CreateAsync();
        await new TableClient(fixture.ConnectionString, name, StorageVersions.Tables()).CreateAsync();

        BlobServiceClient blobs = new(fixture.ConnectionString, StorageVersions.Blobs());
        Assert.True(await blobs.GetBlobContainerClient(name).ExistsAsync());
    }

    [Fact]
    public async Task Restart_DataFolder_KeepsRowsAndConnectionString()
    {
        using var folder = new ScratchFolder();
        Azurite first = await Azurite.StartAsync(new AzuriteOptions { DataFolder = folder.Path });
        TableClient table = new(first.ConnectionString, "kept", StorageVersions.Tables());
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        await using Azurite second = await first.RestartAsync();

        Assert.Equal(first.ConnectionString, second.ConnectionString);
        Assert.Equal("r", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.RowKey);
    }

    [Fact]
    public async Task Start_PortTaken_SaysWhatAzuriteSaid()
    {
        var taken = new AzuriteOptions { BlobPort = fixture.Azurite.BlobPort };

        InvalidOperationException error =
            await Assert.ThrowsAsync<InvalidOperationException>(() => Azurite.StartAsync(taken));

        Assert.Contains("EADDRINUSE", error.Message, StringComparison.Ordinal);
    }
}
