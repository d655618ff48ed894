using Azure.Storage.Queues.Models;
using Daoban.Emulator.Hosting.Queues;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Queues;

public sealed class MessageHoldTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task H109_LongCall_RenewsEveryFiveMinutesWithTheNewestReceipt()
    {
        var clock = new WatchedClock();
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("x");
        QueueMessage message = (await bench.Queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1))).Value;
        var hold = new MessageHold(bench.Queue, message, clock, bench.Log);

        await clock.TimersAsync(1);
        clock.Advance(TimeSpan.FromMinutes(5));
        await clock.TimersAsync(2);
        string once = hold.PopReceipt;
        clock.Advance(TimeSpan.FromMinutes(5));
        await clock.TimersAsync(3);
        await hold.DisposeAsync();

        Assert.Equal(3, new[] { message.PopReceipt, once, hold.PopReceipt }.Distinct().Count());
        Assert.Empty((await bench.Queue.PeekMessagesAsync(1)).Value);
        await bench.Queue.DeleteMessageAsync(message.MessageId, hold.PopReceipt);
        Assert.Equal(0, await QueueBench.CountAsync(bench.Queue));
    }

    [Theory]
    [InlineData(403, "AuthorizationFailure")]
    [InlineData(400, "InvalidHeaderValue")]
    public async Task Renewal_RefusedForAnotherReason_IsTriedAgain(int status, string code)
    {
        var clock = new WatchedClock();
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using QueueBench bench = await QueueBench.CreateAsync(proxy.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("x");
        QueueMessage message = (await bench.Queue.ReceiveMessageAsync()).Value;
        await using var hold = new MessageHold(bench.Queue, message, clock, bench.Log);
        proxy.BeforeForward = _ => Task.FromResult(ProxyAction.Fail(status, code));

        await clock.TimersAsync(1);
        clock.Advance(TimeSpan.FromMinutes(5));
        await clock.TimersAsync(2);
        Assert.Contains(code, Assert.Single(bench.Log.Lines).Message, StringComparison.Ordinal);
        proxy.BeforeForward = null;
        clock.Advance(TimeSpan.FromMinutes(1));
        await clock.TimersAsync(3);

        Assert.NotEqual(message.PopReceipt, hold.PopReceipt);
    }

    [Fact]
    public async Task Renewal_MessageTakenByOthers_GivesUpAndSaysSo()
    {
        var clock = new WatchedClock();
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("x");
        QueueMessage message = (await bench.Queue.ReceiveMessageAsync()).Value;
        await bench.Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        await using var hold = new MessageHold(bench.Queue, message, clock, bench.Log);

        await clock.TimersAsync(1);
        clock.Advance(TimeSpan.FromMinutes(5));

        await Eventually.HoldsAsync(() => bench.Log.Lines.Any(line => line.Message.Contains("no longer ours")));
        Assert.Equal(message.PopReceipt, hold.PopReceipt);
    }
}
