using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.TestKit;

public sealed class StorageProxyTests(AzuriteFixture fixture)
{
    private readonly string name = $"t{Guid.NewGuid():N}";

    [Fact]
    public async Task TableTransaction_AwkwardKeys_PassesUnchanged()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(fixture.ConnectionString, Keeping);
        TableClient table = Table(proxy);
        await table.CreateAsync();
        string partition = "镇 50%25 'a'+b;c=d&e";

        await table.SubmitTransactionAsync(
        [
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, "一") { ["V"] = "值" }),
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(partition, "二")),
        ]);

        TableEntity read = await table.GetEntityAsync<TableEntity>(partition, "一");
        Assert.Equal("值", read.GetString("V"));
        Assert.Equal(2, await table.QueryAsync<TableEntity>(e => e.PartitionKey == partition).CountAsync());
        Assert.Equal(proxy.RequestCount, proxy.Exchanges.Count);
        Assert.Equal(proxy.RequestCount, proxy.CountOf(StorageService.Table));
        // The tables client escapes what is not ASCII: a search of bodies must unescape first.
        Assert.Contains(
            proxy.Exchanges,
            exchange => exchange.RequestText.Contains(@"\u503C", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Blobs_MetadataRangeAndHead_PassUnchanged()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(fixture.ConnectionString);
        BlobContainerClient container = new(proxy.ConnectionString, name, StorageVersions.Blobs());
        await container.CreateAsync();
        BlobClient blob = container.GetBlobClient("a b/c%2Fd+e.txt");

        await blob.UploadAsync(new BinaryData(new byte[3_000_000]), overwrite: true);
        await blob.SetMetadataAsync(new Dictionary<string, string> { ["k"] = "v" });

        Assert.Equal(3_000_000, (await blob.GetPropertiesAsync()).Value.ContentLength);
        Assert.Equal(3_000_000, (await blob.DownloadContentAsync()).Value.Content.ToMemory().Length);
        Assert.Equal("a b/c%2Fd+e.txt", (await container.GetBlobsAsync().FirstAsync()).Name);
    }

    [Fact]
    public async Task Queue_Message_RecordedAndDelivered()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(fixture.ConnectionString, Keeping);
        QueueClient queue = new(proxy.ConnectionString, name, StorageVersions.Queues());
        await queue.CreateAsync();

        await queue.SendMessageAsync("hello");

        Assert.Equal("hello", (await queue.ReceiveMessageAsync()).Value.MessageText);
        StorageExchange sent = Assert.Single(
            proxy.Exchanges, e => e.Method == "POST" && e.Path.EndsWith("/messages", StringComparison.Ordinal));
        Assert.Contains("hello", sent.RequestText, StringComparison.Ordinal);
        Assert.Equal(201, sent.Status);
    }

    [Fact]
    public async Task DropBefore_Write_DoesNotReachTheServer()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(fixture.ConnectionString);
        TableClient table = Table(proxy);
        await table.CreateAsync();
        proxy.BeforeForward = _ => Task.FromResult(ProxyAction.Drop);

        await Assert.ThrowsAnyAsync<Exception>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        proxy.BeforeForward = null;
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task DropAfter_Write_HasHappened()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(fixture.ConnectionString);
        TableClient table = Table(proxy);
        await table.CreateAsync();
        int? status = null;
        proxy.AfterAnswer = exchange =>
        {
            status = exchange.Status;
            return Task.FromResult(ProxyAction.Drop);
        };

        await Assert.ThrowsAnyAsync<Exception>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        proxy.AfterAnswer = null;
        Assert.Equal(204, status);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Fail_Before_GivesStatusAndErrorCode()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(fixture.ConnectionString);
        QueueClient queue = new(proxy.ConnectionString, name, NoRetry(StorageVersions.Queues()));
        proxy.BeforeForward = _ => Task.FromResult(ProxyAction.Fail(503, "ServerBusy"));

        RequestFailedException error = await Assert.ThrowsAsync<RequestFailedException>(() => queue.CreateAsync());

        Assert.Equal((503, "ServerBusy"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task ChunkedRequest_RawTarget_ArrivesAsSent()
    {
        await using var server = new OneAnswerServer();
        await using StorageProxy proxy = await StorageProxy.StartAsync(server.ConnectionString);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(BlobEndpoint(proxy)).Port);

        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(
            "PUT /devstoreaccount1/c/a%2fB%7E..%20?x=%2b&y=1+2 HTTP/1.1\r\nHost: h:1\r\nX-Ms-Meta-A:  \u00e9 b\r\n" +
            "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
        string seen = await server.Request.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.StartsWith(
            "PUT /devstoreaccount1/c/a%2fB%7E..%20?x=%2b&y=1+2 HTTP/1.1\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("Host: h:1\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("X-Ms-Meta-A: \u00e9 b\r\n", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Transfer-Encoding: chunked\r\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("traceparent", seen, StringComparison.OrdinalIgnoreCase);
    }

    private static StorageProxyOptions Keeping { get; } = new() { KeepExchanges = true };

    private static string BlobEndpoint(StorageProxy proxy) =>
        proxy.ConnectionString.Split(';').Single(p => p.StartsWith("BlobEndpoint=", StringComparison.Ordinal))[13..];

    private static T NoRetry<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        return options;
    }

    private TableClient Table(StorageProxy proxy) =>
        new(proxy.ConnectionString, name, NoRetry(StorageVersions.Tables()));
}
