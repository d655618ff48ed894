using System.Collections.Concurrent;
using System.Text;
using Azure.Messaging.ServiceBus;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.ServiceBus;
using Daoban.Emulator.Storage;
using Daoban.Emulator.Tests.Hosting.Queues;
using Daoban.TestKit;
using Grpc.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.Tests.Hosting.ServiceBus;

/// <summary>Service Bus triggers through the whole host: settings, binding, settlement and log.</summary>
public sealed class ServiceBusFunctionTests(AzuriteFixture azurite)
{
    private readonly Seen seen = new();
    private readonly string queueName = $"q{Guid.NewGuid():N}"[..20];
    private readonly string connection =
        $"Endpoint=sb://ns{Guid.NewGuid():N}.test;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true";

    [Fact]
    public async Task H129_Types_AreMadeOfTheBody()
    {
        await using TestApp app = await StartAsync(typeof(TypesFunctions));
        await SendAsync(app, """{"caseId":"c-1","level":2}""", "text", "bytes", "binary", "poco");

        await Eventually.HoldsAsync(() => seen.All.Count == 4);

        Assert.Equal("""{"caseId":"c-1","level":2}""", seen.All["text"]);
        Assert.Equal("""{"caseId":"c-1","level":2}""", Encoding.UTF8.GetString((byte[])seen.All["bytes"]!));
        Assert.Equal("""{"caseId":"c-1","level":2}""", seen.All["binary"]!.ToString());
        Assert.Equal(new Poco("c-1", 2), seen.All["poco"]);
    }

    [Fact]
    public async Task H135_Metadata_BindsByName()
    {
        await using TestApp app = await StartAsync(typeof(MetadataFunction));
        await SendAsync(app, "secret", "");

        await Eventually.HoldsAsync(() => seen.All.Count == 4);

        Assert.Equal(("m-1", 1L), ((string)seen.All["messageId"]!, (long)seen.All["deliveryCount"]!));
        Assert.True((long)seen.All["sequenceNumber"]! > 0);
        Assert.InRange(
            DateTimeOffset.UtcNow - (DateTimeOffset)seen.All["enqueuedTime"]!,
            TimeSpan.FromMinutes(-1),
            TimeSpan.FromMinutes(1));
        Assert.Contains(
            app.Log.All, line => line.Contains("Trigger Details: MessageId: m-1, ", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.All, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H130_Actions_SettleInsteadOfTheHost()
    {
        await using TestApp app = await StartAsync(typeof(SettlingFunction));
        await SendAsync(app, "x", "");

        await using ServiceBusClient client = new(connection);
        await using ServiceBusReceiver dead = client.CreateReceiver(
            queueName, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        await Eventually.HoldsAsync(async () => await dead.PeekMessageAsync(0) is not null);
        await Eventually.HoldsAsync(() => seen.All.ContainsKey("again"));

        ServiceBusReceivedMessage letter = await dead.PeekMessageAsync(0);
        Assert.Equal(("unreadable", "c"), (letter.DeadLetterReason, letter.ApplicationProperties["code"]));
        // Once settled it is no longer this function's.
        Assert.Equal(StatusCode.Unknown, ((RpcException)seen.All["again"]!).StatusCode);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task H131_AutoCompleteOff_UnsettledStaysUntilItsLockEnds()
    {
        await using TestApp app = await StartAsync(typeof(ForgetfulFunction));
        await SendAsync(app, "x", "");

        await Eventually.HoldsAsync(() => seen.All.ContainsKey("2"));

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task H98_Disabled_DoesNotListenAndNeedsNoConnection()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(ElsewhereFunction)])
        {
            Settings = new Dictionary<string, string> { ["AzureWebJobs.Elsewhere.Disabled"] = "true" },
        });

        Assert.DoesNotContain(app.Log.All, line => line.Contains("Nowhere", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(ElsewhereFunction), "Service Bus connection 'Nowhere' does not exist")]
    [InlineData(typeof(BadNameFunction), "letters, digits and single dashes")]
    [InlineData(typeof(MisplacedActionsFunction), "only functions with a Service Bus trigger")]
    public async Task H97_FunctionInError_IsNamedAtTheStart(Type function, string reason)
    {
        FunctionsStartException error = await Assert.ThrowsAsync<FunctionsStartException>(() => StartAsync(function));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"maxConcurrentCalls\": 0", "maxConcurrentCalls")]
    [InlineData("\"autoCompleteMessages\": \"often\"", "autoCompleteMessages")]
    public async Task H133_HostJsonUnusable_IsNamedAtTheStart(string setting, string key)
    {
        FunctionsStartException error = await Assert.ThrowsAsync<FunctionsStartException>(
            () => StartAsync(typeof(MetadataFunction), setting));

        Assert.Contains($"extensions.serviceBus.{key}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H136_UnknownKeyOfHostJson_IsWarnedOf()
    {
        await using TestApp app = await StartAsync(typeof(MetadataFunction), "\"prefetchCount\": 5");

        Assert.Contains(
            app.Log.All, line => line.Contains("extensions.serviceBus.prefetchCount", StringComparison.Ordinal));
    }

    private Task<int> CountAsync() => QueueBench.CountAsync(
        new StorageClients(azurite.ConnectionString).Queues.GetQueueClient(BusNamespace.Prefix + queueName));

    private async Task SendAsync(TestApp app, string body, params string[] suffixes)
    {
        Assert.NotNull(app);
        await using ServiceBusClient client = new(connection);
        foreach (string suffix in suffixes)
        {
            await client.CreateSender(queueName + suffix)
                .SendMessageAsync(new ServiceBusMessage(body) { MessageId = "m-1" });
        }
    }

    private Task<TestApp> StartAsync(Type functions, string hostJson = "\"maxConcurrentCalls\": 4") =>
        TestApp.StartAsync(new TestAppOptions([functions])
        {
            HostJson = $$"""{ "version": "2.0", "extensions": { "serviceBus": { {{hostJson}} } } }""",
            Settings = new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["ServiceBusEmulator__LockDuration"] = "PT1S",
                ["TestQueue"] = queueName,
                ["TestBus"] = connection,
            },
            Configure = builder => builder.Services.AddSingleton(seen),
        });

    internal sealed class Seen
    {
        public ConcurrentDictionary<string, object?> All { get; } = new();
    }

    internal sealed record Poco(string CaseId, int Level);

    private sealed class TypesFunctions(Seen seen)
    {
        [Function("Text")]
        public void Text([ServiceBusTrigger("%TestQueue%text", Connection = "TestBus")] string value) =>
            seen.All["text"] = value;

        [Function("Bytes")]
        public void Bytes([ServiceBusTrigger("%TestQueue%bytes", Connection = "TestBus")] byte[] value) =>
            seen.All["bytes"] = value;

        [Function("Binary")]
        public void Binary([ServiceBusTrigger("%TestQueue%binary", Connection = "TestBus")] BinaryData value) =>
            seen.All["binary"] = value;

        [Function("Poco")]
        public void Object([ServiceBusTrigger("%TestQueue%poco", Connection = "TestBus")] Poco value) =>
            seen.All["poco"] = value;
    }

    private sealed class MetadataFunction(Seen seen)
    {
        [Function("Metadata")]
        public void Run(
            [ServiceBusTrigger("%TestQueue%", Connection = "TestBus")] string text,
            string messageId,
            long deliveryCount,
            long sequenceNumber,
            DateTimeOffset enqueuedTime)
        {
            _ = text;
            seen.All["messageId"] = messageId;
            seen.All["deliveryCount"] = deliveryCount;
            seen.All["sequenceNumber"] = sequenceNumber;
            seen.All["enqueuedTime"] = enqueuedTime;
        }
    }

    private sealed class SettlingFunction(Seen seen)
    {
        [Function("Settling")]
        public async Task RunAsync(
            [ServiceBusTrigger("%TestQueue%", Connection = "TestBus")] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions)
        {
            await actions.RenewMessageLockAsync(message);
            await actions.DeadLetterMessageAsync(message, new() { ["code"] = "c" }, "unreadable");
            seen.All["again"] = await Record.ExceptionAsync(() => actions.CompleteMessageAsync(message));
        }
    }

    private sealed class ForgetfulFunction(Seen seen)
    {
        [Function("Forgetful")]
        public void Run(
            [ServiceBusTrigger("%TestQueue%", Connection = "TestBus", AutoCompleteMessages = false)] string text,
            int deliveryCount) => seen.All[$"{deliveryCount}"] = text;
    }

    private sealed class ElsewhereFunction
    {
        [Function("Elsewhere")]
        public static void Run([ServiceBusTrigger("q", Connection = "Nowhere")] string text) => _ = text;
    }

    private sealed class BadNameFunction
    {
        [Function("BadName")]
        public static void Run([ServiceBusTrigger("a/b", Connection = "TestBus")] string text) => _ = text;
    }

    private sealed class MisplacedActionsFunction
    {
        [Function("Misplaced")]
        public static void Run([QueueTrigger("q")] string text, ServiceBusMessageActions actions) =>
            _ = (text, actions);
    }
}
