using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Microsoft.Extensions.Configuration;

namespace Daoban.Workflows.Tests.Storage;

/// <summary>The account by endpoints and identity, as the host's own storage bindings read them.</summary>
public sealed class StorageConnectionTests
{
    private const string China = "core.chinacloudapi.cn";

    [Fact]
    public void Create_Endpoints_AreThoseGivenInAnyCloud()
    {
        StorageAccount account = StorageServices.Create(Settings(
            ("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
            ("DaobanStorage:blobServiceUri", $"https://data.blob.{China}"),
            ("DaobanStorage:queueServiceUri", $"https://data.queue.{China}"),
            ("DaobanStorage:tableServiceUri", $"https://data.table.{China}"),
            ("DaobanStorage:credential", "managedidentity")));

        Assert.Equal($"https://data.blob.{China}/", account.Blobs.Uri.AbsoluteUri);
        Assert.Equal($"https://data.queue.{China}/", account.Queues.Uri.AbsoluteUri);
        Assert.Equal($"https://data.table.{China}/", account.Tables.Uri.AbsoluteUri);
        Assert.Equal($"https://data.table.{China}/", account.CommitTables.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("DaobanStorage")]
    [InlineData("AzureWebJobsStorage")]
    public void Create_AccountName_IsOneOfTheGlobalCloud(string setting)
    {
        StorageAccount account = StorageServices.Create(Settings(($"{setting}:accountName", "data")));

        Assert.Equal("https://data.blob.core.windows.net/", account.Blobs.Uri.AbsoluteUri);
        Assert.Equal("https://data.queue.core.windows.net/", account.Queues.Uri.AbsoluteUri);
        Assert.Equal("https://data.table.core.windows.net/", account.Tables.Uri.AbsoluteUri);
    }

    [Fact]
    public void Create_ConnectionStringAndEndpoints_TheConnectionStringWins()
    {
        StorageAccount account = StorageServices.Create(Settings(
            ("DaobanStorage", "UseDevelopmentStorage=true"), ("DaobanStorage:accountName", "data")));

        Assert.Equal("devstoreaccount1", account.Blobs.AccountName);
    }

    [Fact]
    public void Create_OneEndpointMissing_IsNamed()
    {
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => StorageServices.Create(
            Settings(("DaobanStorage:blobServiceUri", "https://data.blob.core.windows.net"))));

        Assert.Contains("tableServiceUri", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("managedidentity", null, typeof(ManagedIdentityCredential))]
    [InlineData("ManagedIdentity", "00000000-0000-4000-8000-000000000001", typeof(ManagedIdentityCredential))]
    [InlineData(null, null, typeof(DefaultAzureCredential))]
    [InlineData("", "00000000-0000-4000-8000-000000000001", typeof(DefaultAzureCredential))]
    public void CreateCredential_Settings_ChooseIt(string? credential, string? clientId, Type expected)
    {
        var connection = new StorageConnection { Credential = credential, ClientId = clientId };

        Assert.IsType(expected, connection.CreateCredential());
    }

    [Fact]
    public async Task Requests_OfEveryService_CarryATokenForStorageAndNoKey()
    {
        using RecordingHandler handler = new();
        using HttpClient http = new(handler);
        var connection = new StorageConnection
        {
            BlobServiceUri = new Uri($"https://data.blob.{China}"),
            QueueServiceUri = new Uri($"https://data.queue.{China}"),
            TableServiceUri = new Uri($"https://data.table.{China}"),
        };
        StorageAccount account = new(
            connection, new FakeCredential(), options => options.Transport = new HttpClientTransport(http));

        await account.Blobs.GetBlobContainerClient("documents").CreateAsync();
        await account.Queues.GetQueueClient("review-decisions").CreateAsync();
        await account.Tables.CreateTableIfNotExistsAsync("casefiles");

        Assert.Equal(
            [$"data.blob.{China}", $"data.queue.{China}", $"data.table.{China}"],
            handler.Requests.Select(request => request.Host));
        Assert.All(
            handler.Requests,
            request => Assert.StartsWith(
                "Bearer token for https://storage.azure.com", request.Authorization, StringComparison.Ordinal));
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();
}
