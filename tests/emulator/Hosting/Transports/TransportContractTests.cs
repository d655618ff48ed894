using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Transports;

/// <summary>What an application may rely on whichever transport carries its messages. Runs on each of them.</summary>
public abstract class TransportContractTests
{
    [Fact]
    public async Task Message_HandlerSucceeds_IsDeliveredOnceAndGone()
    {
        await using TransportBench bench = Create();
        await bench.StartHostAsync("a", _ => Task.CompletedTask);

        await bench.SendAsync("m-1", "办结 1");
        await Eventually.HoldsAsync(async () => bench.Deliveries.Count == 1 && await bench.CountAsync() == 0);

        Assert.Equal(("办结 1", 1), (bench.Deliveries[0].Text, bench.Deliveries[0].Count));
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task Message_HandlerFailsOnce_IsDeliveredAgain()
    {
        await using TransportBench bench = Create();
        await bench.StartHostAsync("a", delivery => delivery.Count == 1 ? Fail() : Task.CompletedTask);

        await bench.SendAsync("m-1", "x");
        await Eventually.HoldsAsync(async () => bench.Deliveries.Count == 2 && await bench.CountAsync() == 0);

        Assert.Equal([1, 2], bench.Deliveries.Select(delivery => delivery.Count));
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task Message_SentTwice_IsDeliveredTwice()
    {
        await using TransportBench bench = Create();
        await bench.StartHostAsync("a", _ => Task.CompletedTask);

        await bench.SendAsync("m-1", "x");
        await bench.SendAsync("m-1", "x");
        await Eventually.HoldsAsync(async () => bench.Deliveries.Count == 2 && await bench.CountAsync() == 0);

        Assert.Equal(["x", "x"], bench.Deliveries.Select(delivery => delivery.Text));
    }

    [Fact]
    public async Task Message_BehindOneThatTakesLong_IsHandledBeforeIt()
    {
        await using TransportBench bench = Create();
        var finish = new TaskCompletionSource();
        var ended = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await bench.StartHostAsync("a", async delivery =>
        {
            await (delivery.Text == "first" ? finish.Task : Task.CompletedTask);
            ended.Enqueue(delivery.Text);
        });

        await bench.SendAsync("m-1", "first");
        await Eventually.HoldsAsync(() => bench.Deliveries.Count == 1);
        await bench.SendAsync("m-2", "second");
        await Eventually.HoldsAsync(() => ended.Count == 1);
        finish.SetResult();
        await Eventually.HoldsAsync(async () => await bench.CountAsync() == 0);

        Assert.Equal(["second", "first"], ended);
        Assert.Equal(2, bench.Deliveries.Count);
    }

    [Fact]
    public async Task Message_HandlerFailsAlways_EndsAmongTheDeadLettersAsItWas()
    {
        await using TransportBench bench = Create();
        await bench.StartHostAsync("a", delivery => delivery.Text == "bad" ? Fail() : Task.CompletedTask);

        await bench.SendAsync("m-1", "bad");
        await bench.SendAsync("m-2", "good");
        await Eventually.HoldsAsync(async () => (await bench.DeadLettersAsync()).Count == 1
            && await bench.CountAsync() == 0);

        Assert.Equal(["bad"], await bench.DeadLettersAsync());
        Assert.Equal(
            Enumerable.Range(1, TransportBench.DeliveryLimit),
            bench.Deliveries.Where(delivery => delivery.Text == "bad").Select(delivery => delivery.Count));
    }

    [Fact]
    public async Task Message_LockLostWhileHandled_IsAnothersAndTheFirstChangesNothing()
    {
        await using TransportBench bench = Create(renews: false);
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        TestApp host = await bench.StartHostAsync("a", delivery => delivery.Count == 1 ? first.Task : second.Task);
        await bench.SendAsync("m-1", "x");
        await Eventually.HoldsAsync(() => bench.Deliveries.Count == 1);

        await bench.LoseLockAsync(bench.Deliveries[0]);
        await Eventually.HoldsAsync(() => bench.Deliveries.Count == 2);
        first.SetResult();
        await Eventually.HoldsAsync(
            () => host.Log.All.Any(line => line.Contains("was not settled", StringComparison.Ordinal)));

        // The second has not ended: the message is still there.
        Assert.Equal(1, await bench.CountAsync());
        second.SetResult();
        await Eventually.HoldsAsync(async () => await bench.CountAsync() == 0
            || bench.Deliveries.Count > 2);
        Assert.Equal([1, 2], bench.Deliveries.Take(2).Select(delivery => delivery.Count));
    }

    [Fact]
    public async Task Message_HostEndsWhileHandling_IsTakenByAnother()
    {
        await using TransportBench bench = Create(renews: false);
        var never = new TaskCompletionSource();
        TestApp dying = await bench.StartHostAsync("dying", _ => never.Task);
        await bench.SendAsync("m-1", "x");
        await Eventually.HoldsAsync(() => bench.Deliveries.Count == 1);
        Delivery lost = bench.Deliveries[0];

        await dying.StopAsync();
        await bench.StartHostAsync("next", _ => Task.CompletedTask);
        await bench.LoseLockAsync(lost);
        await Eventually.HoldsAsync(async () => bench.Deliveries.Count == 2 && await bench.CountAsync() == 0);

        Assert.Equal(["dying", "next"], bench.Deliveries.Select(delivery => delivery.Host));
        Assert.Equal([1, 2], bench.Deliveries.Select(delivery => delivery.Count));
        never.SetResult();
    }

    [Fact]
    public async Task Message_IdAndTraceContextInTheText_ArriveAsTheyWere()
    {
        await using TransportBench bench = Create();
        await bench.StartHostAsync("a", _ => Task.CompletedTask);
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        const string Text = $$"""{"format":1,"messageId":"m-1","traceParent":"{{Trace}}"}""";

        await bench.SendAsync("m-1", Text, Trace);
        await Eventually.HoldsAsync(() => bench.Deliveries.Count == 1);

        Assert.Equal(Text, bench.Deliveries[0].Text);
        AssertBesideTheText(bench.Deliveries[0], "m-1", Trace);
    }

    private protected abstract TransportBench Create(bool renews = true);

    private protected virtual void AssertBesideTheText(Delivery delivery, string id, string traceParent)
    {
    }

    private static Task Fail() => throw new InvalidOperationException("no");
}
