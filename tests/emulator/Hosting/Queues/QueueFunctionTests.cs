using System.Collections.Concurrent;
using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Storage;
using Daoban.TestKit;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.Tests.Hosting.Queues;

/// <summary>Queue triggers through the whole host: settings, binding, pipeline and log.</summary>
public sealed class QueueFunctionTests(AzuriteFixture azurite)
{
    private readonly Seen seen = new();
    private readonly string queueName = $"q{Guid.NewGuid():N}";

    [Fact]
    public async Task H103_TextAndMetadata_BindByName()
    {
        await RunAsync(typeof(TextFunction), "办 \"x\"");

        Assert.Equal("办 \"x\"", seen["text"]);
        Assert.Equal("办 \"x\"", seen["queueTrigger"]);
        Assert.IsType<string>(seen["id"]);
        Assert.IsType<string>(seen["popReceipt"]);
        Assert.Equal(1L, seen["dequeueCount"]);
        var inserted = (DateTimeOffset)seen["insertionTime"]!;
        Assert.InRange(DateTimeOffset.UtcNow - inserted, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromDays(7), (DateTimeOffset)seen["expirationTime"]! - inserted);
        Assert.True((DateTimeOffset)seen["nextVisibleTime"]! > inserted);
        Assert.StartsWith("\"", (string)seen["InsertionTimeText"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H104_Bytes_AreTheDecodedOnes()
    {
        await RunAsync(typeof(BytesFunction), "bytes!");

        Assert.Equal(Encoding.UTF8.GetBytes("bytes!"), seen["bytes"]);
    }

    [Fact]
    public async Task H104_Poco_IsReadWithoutRegardToCase()
    {
        await RunAsync(typeof(PocoFunction), """{"caseid":"c-1","LEVEL":2}""");

        Assert.Equal(new Poco("c-1", 2), seen["poco"]);
    }

    [Fact]
    public async Task H104_PocoNotJson_FailsIntoPoison()
    {
        await using TestApp app = await RunAsync(typeof(PocoFunction), "not json", wait: false);
        QueueClient poison = Queues.GetQueueClient(queueName + "-poison");

        await Eventually.HoldsAsync(async () => await QueueBench.CountAsync(poison) == 1);

        Assert.Empty(seen.All);
        Assert.Contains(
            app.Log.All, line => line.Contains("has reached MaxDequeueCount of 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H105_QueueMessageAndBinaryData_AreTheDecodedMessage()
    {
        await RunAsync(typeof(MessageFunction), "m");
        await RunAsync(typeof(BinaryFunction), "b");

        Assert.Equal("m", ((QueueMessage)seen["message"]!).Body.ToString());
        Assert.Equal("b", ((BinaryData)seen["binary"]!).ToString());
    }

    [Fact]
    public async Task H79_Invocation_IsLoggedWithReasonAndDetails()
    {
        await using TestApp app = await RunAsync(typeof(TextFunction), "secret");

        string start = "Information Function.Text: Executing 'Functions.Text' "
            + $"(Reason='New queue message detected on '{queueName}'.'";
        Assert.Contains(app.Log.All, line => line.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains(app.Log.All, line => line.Contains("Trigger Details: MessageId: ", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.All, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H98_Disabled_DoesNotListenAndNeedsNoConnection()
    {
        await using TestApp app = await StartAsync(
            [typeof(ElsewhereFunction), typeof(TextFunction)], ("AzureWebJobs.Elsewhere.Disabled", "true"));
        await SendAsync("x");

        await Eventually.HoldsAsync(() => seen.All.ContainsKey("text"));
    }

    [Theory]
    [InlineData(typeof(ElsewhereFunction), "AzureWebJobsNowhere")]
    [InlineData(typeof(UnsetFunction), "'%NoSuch%' does not resolve to a value.")]
    [InlineData(typeof(BadNameFunction), "not a valid queue name")]
    public async Task H97_FunctionInError_IsNamedAtTheStart(Type function, string reason)
    {
        FunctionsStartException error = await Assert.ThrowsAsync<FunctionsStartException>(() => StartAsync([function]));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private QueueServiceClient Queues => new StorageClients(azurite.ConnectionString).Queues;

    private async Task SendAsync(string text) => await Queues.GetQueueClient(queueName)
        .SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private async Task<TestApp> RunAsync(Type function, string text, bool wait = true)
    {
        TestApp app = await StartAsync([function]);
        await SendAsync(text);
        if (wait)
        {
            QueueClient queue = Queues.GetQueueClient(queueName);
            await Eventually.HoldsAsync(async () => await QueueBench.CountAsync(queue) == 0);
            await app.DisposeAsync();
        }

        return app;
    }

    private async Task<TestApp> StartAsync(Type[] functions, params (string Name, string Value)[] settings)
    {
        await Queues.GetQueueClient(queueName).CreateIfNotExistsAsync();
        return await TestApp.StartAsync(new TestAppOptions(functions)
        {
            HostJson = """
                {
                  "version": "2.0",
                  "extensions": { "queues": { "maxPollingInterval": "00:00:00.200", "maxDequeueCount": 2 } }
                }
                """,
            Settings = new Dictionary<string, string>(
                settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            {
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["TestQueue"] = queueName,
            },
            Configure = builder => builder.Services.AddSingleton(seen),
        });
    }

    internal sealed class Seen
    {
        public ConcurrentDictionary<string, object?> All { get; } = new();

        public object? this[string name]
        {
            get => All[name];
            set => All[name] = value;
        }
    }

    internal sealed record Poco(string CaseId, int Level);

    private sealed class TextFunction(Seen seen)
    {
        [Function("Text")]
        public void Run(
            [QueueTrigger("%TestQueue%")] string text,
            string id,
            string popReceipt,
            long dequeueCount,
            DateTimeOffset insertionTime,
            DateTimeOffset expirationTime,
            DateTimeOffset nextVisibleTime,
            string queueTrigger,
            FunctionContext context)
        {
            seen["text"] = text;
            seen["id"] = id;
            seen["popReceipt"] = popReceipt;
            seen["dequeueCount"] = dequeueCount;
            seen["insertionTime"] = insertionTime;
            seen["expirationTime"] = expirationTime;
            seen["nextVisibleTime"] = nextVisibleTime;
            seen["queueTrigger"] = queueTrigger;
            seen["InsertionTimeText"] = context.BindingContext.BindingData["InsertionTime"];
        }
    }

    private sealed class BytesFunction(Seen seen)
    {
        [Function("Bytes")]
        public void Run([QueueTrigger("%TestQueue%")] byte[] bytes) => seen["bytes"] = bytes;
    }

    private sealed class PocoFunction(Seen seen)
    {
        [Function("Poco")]
        public void Run([QueueTrigger("%TestQueue%")] Poco poco) => seen["poco"] = poco;
    }

    private sealed class MessageFunction(Seen seen)
    {
        [Function("Message")]
        public void Run([QueueTrigger("%TestQueue%")] QueueMessage message) => seen["message"] = message;
    }

    private sealed class BinaryFunction(Seen seen)
    {
        [Function("Binary")]
        public void Run([QueueTrigger("%TestQueue%")] BinaryData data) => seen["binary"] = data;
    }

    private sealed class ElsewhereFunction
    {
        [Function("Elsewhere")]
        public static void Run([QueueTrigger("%TestQueue%", Connection = "Nowhere")] string text) => _ = text;
    }

    private sealed class UnsetFunction
    {
        [Function("Unset")]
        public static void Run([QueueTrigger("%NoSuch%")] string text) => _ = text;
    }

    private sealed class BadNameFunction
    {
        [Function("BadName")]
        public static void Run([QueueTrigger("a_b")] string text) => _ = text;
    }
}
