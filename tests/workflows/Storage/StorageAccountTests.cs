using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.TestKit;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Configuration;

namespace Daoban.Workflows.Tests.Storage;

public sealed class StorageAccountTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Clients_OnAzurite_AreAccepted()
    {
        var account = new StorageAccount(azurite.ConnectionString);

        await account.Tables.CreateTableIfNotExistsAsync("accepted");
        await account.Blobs.GetBlobContainerClient("accepted").CreateIfNotExistsAsync();
        QueueClient queue = account.Queues.GetQueueClient("accepted");
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("case");

        var plain = new QueueClient(azurite.ConnectionString, "accepted", StorageVersions.Queues());
        PeekedMessage message = await plain.PeekMessageAsync();
        Assert.Equal("Y2FzZQ==", message.Body.ToString());
    }

    [Fact]
    public async Task CommitTables_LostAnswer_IsNotSentAgain()
    {
        using var transport = new LosingTransport();
        var account = new StorageAccount(azurite.ConnectionString, options => options.Transport = transport.Transport);
        TableClient table = account.CommitTables.GetTableClient("commits");
        await new StorageAccount(azurite.ConnectionString).Tables.CreateTableIfNotExistsAsync("commits");
        transport.LoseFirstAnswers();

        await Assert.ThrowsAnyAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("case", "row")));

        Assert.Equal(1, transport.Sent);
        TableClient reader = account.Tables.GetTableClient("commits");
        Assert.True((await reader.GetEntityIfExistsAsync<TableEntity>("case", "row")).HasValue);
    }

    [Fact]
    public void Create_OwnSettingAbsent_FallsBackToTheHosts()
    {
        const string Host = "UseDevelopmentStorage=true";
        string key = Convert.ToBase64String(new byte[64]);
        string own = $"DefaultEndpointsProtocol=https;AccountName=own;AccountKey={key}";

        StorageAccount fallen = StorageServices.Create(Settings(("AzureWebJobsStorage", Host), ("DaobanStorage", " ")));
        StorageAccount chosen = StorageServices.Create(Settings(("AzureWebJobsStorage", Host), ("DaobanStorage", own)));

        Assert.Equal("devstoreaccount1", fallen.Blobs.AccountName);
        Assert.Equal("own", chosen.Blobs.AccountName);
    }

    [Fact]
    public void Create_NoSetting_NamesBoth()
    {
        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => StorageServices.Create(Settings()));

        Assert.Contains("DaobanStorage", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage", exception.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();
}
