using Azure.Core;
using Azure.Messaging.ServiceBus;
using Daoban.Emulator.ServiceBus;
using Daoban.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Emulator.Tests.ServiceBus;

/// <summary>The client's side of the emulated Service Bus. What upstream does was tried on its package 7.21.</summary>
public sealed class ServiceBusClientTests(AzuriteFixture azurite)
{
    // The emulation's own clock: locks and times to live end when it says so.
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly string queue = $"q{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task Message_Properties_ArriveWithTheirTypes()
    {
        await using ServiceBusClient client = Client();
        var sent = new ServiceBusMessage("办结")
        {
            MessageId = "m-1",
            CorrelationId = "c-1",
            Subject = "decision",
            ContentType = "application/json",
            TimeToLive = TimeSpan.FromMinutes(5),
        };
        Dictionary<string, object?> properties = new()
        {
            ["text"] = "值",
            ["number"] = 7,
            ["long"] = 7L,
            ["amount"] = 12.50m,
            ["flag"] = true,
            ["id"] = Guid.NewGuid(),
            ["at"] = new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero),
            ["span"] = TimeSpan.FromSeconds(3),
            ["nothing"] = null,
        };
        foreach ((string name, object? value) in properties)
        {
            sent.ApplicationProperties[name] = value!;
        }

        await client.CreateSender(queue).SendMessageAsync(sent, Cancelled);
        ServiceBusReceivedMessage got = await client.CreateReceiver(queue).ReceiveMessageAsync(null, Cancelled);

        Assert.Equal("办结", got.Body.ToString());
        Assert.Equal(
            ("m-1", "c-1", "decision", "application/json"),
            (got.MessageId, got.CorrelationId, got.Subject, got.ContentType));
        Assert.Equal(properties, got.ApplicationProperties.ToDictionary(each => each.Key, each => (object?)each.Value));
        Assert.Equal(TimeSpan.FromMinutes(5), got.TimeToLive);
        Assert.Equal(time.GetUtcNow(), got.EnqueuedTime);
        Assert.Equal(got.EnqueuedTime + got.TimeToLive, got.ExpiresAt);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMinutes(1), got.LockedUntil);
        Assert.True(Guid.Parse(got.LockToken) != Guid.Empty);
        Assert.True(got.SequenceNumber > 0);
        Assert.Equal(1, got.DeliveryCount);
    }

    [Fact]
    public async Task Settle_AfterTheLockEnded_IsLockLost()
    {
        await using ServiceBusClient client = Client();
        (ServiceBusReceiver receiver, ServiceBusReceivedMessage message) = await TakeAsync(client);

        time.Advance(TimeSpan.FromMinutes(1));

        await AssertLostAsync(() => receiver.CompleteMessageAsync(message, Cancelled));
        await AssertLostAsync(() => receiver.AbandonMessageAsync(message, null, Cancelled));
        await AssertLostAsync(() => receiver.DeadLetterMessageAsync(message, "x", null, Cancelled));
        await AssertLostAsync(() => receiver.RenewMessageLockAsync(message, Cancelled));
    }

    [Fact]
    public async Task Renew_BeforeTheLockEnds_LocksAnew()
    {
        await using ServiceBusClient client = Client();
        (ServiceBusReceiver receiver, ServiceBusReceivedMessage message) = await TakeAsync(client);

        time.Advance(TimeSpan.FromSeconds(50));
        await receiver.RenewMessageLockAsync(message, Cancelled);
        time.Advance(TimeSpan.FromSeconds(50));
        await receiver.CompleteMessageAsync(message, Cancelled);

        Assert.Empty(await client.CreateReceiver(queue).PeekMessagesAsync(1, null, Cancelled));
        await AssertLostAsync(() => receiver.CompleteMessageAsync(message, Cancelled));
    }

    [Fact]
    public async Task Abandon_WithProperties_IsDeliveredAtOnceWithThem()
    {
        await using ServiceBusClient client = Client();
        (ServiceBusReceiver receiver, ServiceBusReceivedMessage message) = await TakeAsync(client);

        await receiver.AbandonMessageAsync(
            message, new Dictionary<string, object> { ["lastFailure"] = "IOException" }, Cancelled);
        ServiceBusReceivedMessage again = await receiver.ReceiveMessageAsync(null, Cancelled);

        Assert.Equal((2, "IOException"), (again.DeliveryCount, again.ApplicationProperties["lastFailure"]));
        Assert.Equal(message.SequenceNumber, again.SequenceNumber);
    }

    [Fact]
    public async Task Abandon_AtTheDeliveryLimit_IsADeadLetterWithTheReason()
    {
        await using ServiceBusClient client = Client(("ServiceBusEmulator:MaxDeliveryCount", "2"));
        (ServiceBusReceiver receiver, ServiceBusReceivedMessage message) = await TakeAsync(client);

        await receiver.AbandonMessageAsync(message, null, Cancelled);
        await receiver.AbandonMessageAsync(await receiver.ReceiveMessageAsync(null, Cancelled), null, Cancelled);

        ServiceBusReceivedMessage dead = await DeadAsync(client);
        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
        Assert.Equal("Message could not be consumed after 2 delivery attempts.", dead.DeadLetterErrorDescription);
        Assert.Equal((queue, "m-1"), (dead.DeadLetterSource, dead.MessageId));
    }

    [Fact]
    public async Task DeadLetter_ReceivedAndSentAgain_IsANewMessageWithoutTheReason()
    {
        await using ServiceBusClient client = Client();
        (ServiceBusReceiver receiver, ServiceBusReceivedMessage message) = await TakeAsync(client);
        await receiver.DeadLetterMessageAsync(message, "unreadable", "no JSON", Cancelled);

        ServiceBusReceiver dead = client.CreateReceiver(
            queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        ServiceBusReceivedMessage letter = await dead.ReceiveMessageAsync(null, Cancelled);
        await client.CreateSender(queue).SendMessageAsync(new ServiceBusMessage(letter), Cancelled);
        await dead.CompleteMessageAsync(letter, Cancelled);
        ServiceBusReceivedMessage again = await receiver.ReceiveMessageAsync(null, Cancelled);

        Assert.Equal($"{queue}/$DeadLetterQueue", dead.EntityPath);
        Assert.Equal(("unreadable", "no JSON"), (letter.DeadLetterReason, letter.DeadLetterErrorDescription));
        Assert.Equal(("m-1", 1), (again.MessageId, again.DeliveryCount));
        Assert.Null(again.DeadLetterReason);
        Assert.True(again.SequenceNumber > letter.SequenceNumber);
        Assert.Null(await dead.PeekMessageAsync(null, Cancelled));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Message_OverItsTime_IsDroppedOrADeadLetter(string deadLetters, int expected)
    {
        await using ServiceBusClient client = Client(
            ("ServiceBusEmulator:DeadLetteringOnMessageExpiration", deadLetters),
            ("ServiceBusEmulator:DefaultMessageTimeToLive", "PT1H"));
        await client.CreateSender(queue).SendMessageAsync(new ServiceBusMessage("x") { MessageId = "m-1" }, Cancelled);

        time.Advance(TimeSpan.FromHours(1));
        ServiceBusReceiver receiver = client.CreateReceiver(queue);

        Assert.Empty(await receiver.PeekMessagesAsync(1, null, Cancelled));
        Assert.Empty(await Taking(receiver));
        ServiceBusReceiver dead = client.CreateReceiver(
            queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        IReadOnlyList<ServiceBusReceivedMessage> letters = await dead.PeekMessagesAsync(10, null, Cancelled);
        Assert.Equal(Enumerable.Repeat("TTLExpiredException", expected), letters.Select(each => each.DeadLetterReason));
    }

    [Fact]
    public async Task Peek_AgainAndAgain_GoesOnBySequence()
    {
        await using ServiceBusClient client = Client();
        ServiceBusMessage[] three = [.. Enumerable.Range(1, 3).Select(each => new ServiceBusMessage($"{each}"))];
        await client.CreateSender(queue).SendMessagesAsync(three, Cancelled);
        ServiceBusReceiver receiver = client.CreateReceiver(queue);

        IReadOnlyList<ServiceBusReceivedMessage> first = await receiver.PeekMessagesAsync(2, null, Cancelled);
        ServiceBusReceivedMessage third = await receiver.PeekMessageAsync(null, Cancelled);

        Assert.Equal(["1", "2", "3"], first.Append(third).Select(message => message.Body.ToString()));
        Assert.Null(await receiver.PeekMessageAsync(null, Cancelled));
        Assert.Equal("1", (await receiver.PeekMessageAsync(0, Cancelled)).Body.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(third, Cancelled));
    }

    [Fact]
    public async Task Send_TooLargeOrOfAnUnknownType_IsRefused()
    {
        await using ServiceBusClient client = Client();
        ServiceBusSender sender = client.CreateSender(queue);
        var odd = new ServiceBusMessage("x");
        odd.ApplicationProperties["odd"] = new object();

        var large = await Assert.ThrowsAsync<ServiceBusException>(
            () => sender.SendMessageAsync(new ServiceBusMessage(new byte[64 * 1024]), Cancelled));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, large.Reason);
        Assert.False(large.IsTransient);
        await Assert.ThrowsAsync<NotSupportedException>(() => sender.SendMessageAsync(odd, Cancelled));
    }

    [Fact]
    public async Task Closed_PartOrClient_DoesNothingMore()
    {
        ServiceBusClient client = Client();
        ServiceBusSender open = client.CreateSender(queue);
        ServiceBusSender sender = client.CreateSender(queue);
        ServiceBusReceiver receiver = client.CreateReceiver(queue);

        await sender.CloseAsync(Cancelled);
        await receiver.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new("x"), Cancelled));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.ReceiveMessagesAsync(1, null, Cancelled));
        await client.DisposeAsync();

        Assert.True(client.IsClosed && sender.IsClosed && receiver.IsClosed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => open.SendMessageAsync(new("x"), Cancelled));
        Assert.Throws<ObjectDisposedException>(() => client.CreateSender(queue));
    }

    [Fact]
    public void Arguments_Wrong_AreRefusedAsUpstream()
    {
        var message = new ServiceBusMessage();

        Assert.Throws<ArgumentOutOfRangeException>(() => message.MessageId = new string('x', 129));
        Assert.Throws<ArgumentException>(() => message.MessageId = "");
        Assert.Throws<ArgumentOutOfRangeException>(() => message.TimeToLive = TimeSpan.Zero);
        Assert.Throws<FormatException>(() => new ServiceBusClient("garbage"));
        Assert.Throws<ArgumentException>(() => new ServiceBusClient("Endpoint=sb://x.example"));
        Assert.Throws<NotSupportedException>(
            () => new ServiceBusClient("Endpoint=sb://x.example;SharedAccessKeyName=a;SharedAccessKey=b"));
        Assert.Throws<NotSupportedException>(() => new ServiceBusClient("x.example", new NoCredential()));
    }

    [Fact]
    public void Exception_Text_NamesEntityAndReasonAsUpstream() => Assert.Equal(
        "m (q - MessageLockLost). For troubleshooting information, see "
        + "https://aka.ms/azsdk/net/servicebus/exceptions/troubleshoot.",
        new ServiceBusException("m", ServiceBusFailureReason.MessageLockLost, "q").Message);

    [Theory]
    [InlineData("LockDuration", "PT10M")]
    [InlineData("LockDuration", "soon")]
    [InlineData("MaxDeliveryCount", "0")]
    [InlineData("DefaultMessageTimeToLive", "PT0S")]
    public void Settings_Unusable_AreNamed(string key, string value)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Client(($"ServiceBusEmulator:{key}", value)));

        Assert.Contains($"ServiceBusEmulator__{key}", refusal.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task AssertLostAsync(Func<Task> settle) => Assert.Equal(
        ServiceBusFailureReason.MessageLockLost, (await Assert.ThrowsAsync<ServiceBusException>(settle)).Reason);

    private ServiceBusClient Client(params (string Key, string Value)[] more)
    {
        string connection = $"Endpoint=sb://ns{Guid.NewGuid():N}.test;SharedAccessKeyName=a;SharedAccessKey=b;"
            + "UseDevelopmentEmulator=true";
        BusNamespaces.Note(
            new ConfigurationBuilder().AddInMemoryCollection(
            [
                new("AzureWebJobsStorage", azurite.ConnectionString),
                new("Bus", connection),
                .. more.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value)),
            ]).Build(),
            time);
        return new ServiceBusClient(connection);
    }

    private async Task<(ServiceBusReceiver Receiver, ServiceBusReceivedMessage Message)> TakeAsync(
        ServiceBusClient client)
    {
        await client.CreateSender(queue).SendMessageAsync(new ServiceBusMessage("x") { MessageId = "m-1" }, Cancelled);
        ServiceBusReceiver receiver = client.CreateReceiver(queue);
        return (receiver, await receiver.ReceiveMessageAsync(null, Cancelled));
    }

    private async Task<ServiceBusReceivedMessage> DeadAsync(ServiceBusClient client) => await client
        .CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter })
        .PeekMessageAsync(null, Cancelled);

    /// <summary>One look: the clock does not move while it would wait.</summary>
    private static Task<IReadOnlyList<ServiceBusReceivedMessage>> Taking(ServiceBusReceiver receiver) =>
        receiver.ReceiveMessagesAsync(1, TimeSpan.FromMilliseconds(1), Cancelled);

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
