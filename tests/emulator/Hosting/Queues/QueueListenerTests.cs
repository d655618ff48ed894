using Azure.Core;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Emulator.Hosting;
using Daoban.TestKit;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Tests.Hosting.Queues;

public sealed class QueueListenerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task H103_Message_CallsWithTextAndMetadata()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("办结 \"1\"");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);

        TriggerData data = bench.Calls[0];
        Assert.Equal("办结 \"1\"", data.Input);
        Assert.Equal("办结 \"1\"", data.Metadata["queueTrigger"]);
        Assert.Equal("1", data.Metadata["dequeueCount"]);
        Assert.Equal(data.Typed.OfType<QueueMessage>().Single().MessageId, data.Metadata["id"]);
        Assert.NotEmpty((string)data.Metadata["popReceipt"]!);
        Assert.Matches("""^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*\+00:00"$""", (string)data.Metadata["insertionTime"]!);
        Assert.Matches("""^"\d{4}-.*"$""", (string)data.Metadata["expirationTime"]!);
        Assert.Matches("""^"\d{4}-.*"$""", (string)data.Metadata["nextVisibleTime"]!);
        Assert.Equal("办结 \"1\"", data.Typed.OfType<QueueMessage>().Single().MessageText);
    }

    [Fact]
    public async Task H79_Message_HasReasonAndDetails()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("x");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);

        Assert.Equal($"New queue message detected on '{bench.Queue.Name}'.", bench.Calls[0].Reason);
        Assert.Matches(
            @"^MessageId: [0-9a-f-]{36}, DequeueCount: 1, InsertionTime: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$",
            bench.Calls[0].Details);
    }

    [Fact]
    public async Task H106_EncodingNone_TextAsItIs()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(
            azurite.ConnectionString,
            QueueBench.Succeed,
            QueueBench.Fast with { MessageEncoding = QueueMessageEncoding.None });
        await bench.SendRawAsync("plain, not base64");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);

        Assert.Equal("plain, not base64", bench.Calls[0].Input);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("/////w==")]
    public async Task H106_Undecodable_MovesToPoisonRawWithoutCall(string raw)
    {
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, QueueBench.Succeed);
        await bench.SendRawAsync(raw);

        await bench.StartAsync();

        Assert.Equal(raw, (await bench.TakePoisonAsync()).MessageText);
        Assert.Empty(bench.Calls);
    }

    [Fact]
    public async Task H108_FortyMessages_RunBatchPlusThresholdAtOnce()
    {
        var finish = new TaskCompletionSource();
        await using QueueBench bench = await QueueBench.CreateAsync(
            azurite.ConnectionString, (_, _) => finish.Task, QueueBench.Fast with { NewBatchThreshold = 16 });
        for (int i = 0; i < 40; i++)
        {
            await bench.SendAsync($"{i}");
        }

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 32);
        // Whatever were wrongly fetched now would be invisible: the others still are not.
        Assert.Equal(8, (await bench.Queue.PeekMessagesAsync(32)).Value.Length);
        Assert.Equal(32, bench.Calls.Count);

        finish.SetResult();
        await Eventually.HoldsAsync(async () => await QueueBench.CountAsync(bench.Queue) == 0);
        Assert.Equal(40, bench.Calls.Select(call => call.Input).Distinct().Count());
    }

    [Fact]
    public async Task H109_Failure_RetriesAfterVisibilityTimeout()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(
            azurite.ConnectionString, new StorageProxyOptions { KeepExchanges = true });
        await using QueueBench bench = await QueueBench.CreateAsync(
            proxy.ConnectionString,
            (data, token) => (string?)data.Metadata["DequeueCount"] == "1"
                ? QueueBench.Fail(data, token)
                : Task.CompletedTask,
            QueueBench.Fast with { VisibilityTimeout = TimeSpan.FromSeconds(2) });
        await bench.SendAsync("x");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 2);

        StorageExchange shown = Assert.Single(proxy.Exchanges, exchange => exchange.Method == "PUT"
            && exchange.Path.Contains("/messages/", StringComparison.Ordinal));
        Assert.Contains("visibilitytimeout=2", shown.Target, StringComparison.Ordinal);
        await Eventually.HoldsAsync(async () => await QueueBench.CountAsync(bench.Queue) == 0);
    }

    [Fact]
    public async Task H109_LongCall_StaysInvisibleWhateverVisibilityTimeout()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(
            azurite.ConnectionString, new StorageProxyOptions { KeepExchanges = true });
        var finish = new TaskCompletionSource();
        await using QueueBench bench = await QueueBench.CreateAsync(
            proxy.ConnectionString,
            (_, _) => finish.Task,
            QueueBench.Fast with { VisibilityTimeout = TimeSpan.FromSeconds(1) });
        await bench.SendAsync("x");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);

        string id = bench.Calls[0].Typed.OfType<QueueMessage>().Single().MessageId;
        StorageExchange fetch = Assert.Single(proxy.Exchanges, exchange => exchange.Method == "GET"
            && exchange.ResponseText.Contains(id, StringComparison.Ordinal));
        Assert.Contains("visibilitytimeout=600", fetch.Target, StringComparison.Ordinal);
        finish.SetResult();
    }

    [Fact]
    public async Task H110_FailureNumberMaxDequeueCount_MovesToPoisonAtOnce()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(
            azurite.ConnectionString,
            QueueBench.Fail,
            QueueBench.Fast with { MaxDequeueCount = 1, VisibilityTimeout = TimeSpan.FromHours(1) });
        await bench.SendAsync("x");

        await bench.StartAsync();
        await bench.TakePoisonAsync();

        Assert.Single(bench.Calls);
    }

    [Fact]
    public async Task H110_Failures_AreCountedAndTheMoveIsWarnedOf()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(
            azurite.ConnectionString, QueueBench.Fail, QueueBench.Fast with { MaxDequeueCount = 3 });
        await bench.SendAsync("坏");
        string sent = (await bench.Queue.PeekMessageAsync()).Value.MessageText;

        await bench.StartAsync();
        QueueMessage poison = await bench.TakePoisonAsync();

        Assert.Equal(sent, poison.MessageText);
        Assert.Equal(1, poison.DequeueCount);
        Assert.Equal(["1", "2", "3"], bench.Calls.Select(call => call.Metadata["DequeueCount"]));
        string warning = $"Message has reached MaxDequeueCount of 3. Moving message to queue '{bench.Poison.Name}'.";
        Assert.Contains((LogLevel.Warning, warning), bench.Log.Lines);
    }

    [Fact]
    public async Task H110_DequeueCountAboveMax_MovesWithoutCall()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(
            azurite.ConnectionString, QueueBench.Succeed, QueueBench.Fast with { MaxDequeueCount = 1 });
        await bench.SendAsync("x");
        QueueMessage taken = (await bench.Queue.ReceiveMessageAsync()).Value;
        await bench.Queue.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, (string?)null, TimeSpan.Zero);

        await bench.StartAsync();
        await bench.TakePoisonAsync();

        Assert.Empty(bench.Calls);
    }

    [Fact]
    public async Task H110_PoisonQueueItself_KeepsFailedMessageInvisible()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(
            azurite.ConnectionString,
            QueueBench.Fail,
            QueueBench.Fast with { MaxDequeueCount = 1 },
            name: $"q{Guid.NewGuid():N}-poison");
        await bench.SendAsync("x");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);
        await bench.StopAsync();

        Assert.Equal(1, await QueueBench.CountAsync(bench.Queue));
        Assert.Empty((await bench.Queue.PeekMessagesAsync(1)).Value);
        Assert.False(await bench.Poison.ExistsAsync());
    }

    [Fact]
    public async Task H111_Success_DeletesTheMessage()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("x");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);

        await Eventually.HoldsAsync(async () => await QueueBench.CountAsync(bench.Queue) == 0);
    }

    [Fact]
    public async Task H111_EmptyBody_IsEmptyText()
    {
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);

        Assert.Equal("", bench.Calls[0].Input);
    }

    [Fact]
    public async Task H111_MissingQueue_IsPolledNotCreated()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using QueueBench bench = await QueueBench.CreateAsync(
            proxy.ConnectionString, QueueBench.Succeed, createQueue: false);

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => proxy.CountOf(StorageService.Queue) >= 3);
        Assert.False(await bench.Queue.ExistsAsync());
        Assert.Empty(bench.Log.Lines);

        await bench.Queue.CreateAsync();
        await bench.SendAsync("x");
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);
    }

    [Fact]
    public async Task H101_StorageUnreachable_StartsAndRecovers()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using QueueBench bench = await QueueBench.CreateAsync(proxy.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("x");
        proxy.BeforeForward = _ => Task.FromResult(ProxyAction.Fail(403, "AuthorizationFailure"));

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Log.Lines.Count > 0);
        proxy.BeforeForward = null;

        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);
        (LogLevel Level, string Message) = Assert.Single(bench.Log.Lines);
        Assert.Equal(LogLevel.Warning, Level);
        Assert.Contains("AuthorizationFailure", Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H114_Stop_WaitsForCallsUnderWayAndDeletes()
    {
        var finish = new TaskCompletionSource();
        CancellationToken seen = default;
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, (_, token) =>
        {
            seen = token;
            return finish.Task;
        });
        await bench.SendAsync("x");
        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);

        Task stop = bench.StopAsync();
        Assert.False(stop.IsCompleted);
        Assert.False(seen.IsCancellationRequested);
        finish.SetResult();
        await stop;

        Assert.Equal(0, await QueueBench.CountAsync(bench.Queue));
    }

    [Fact]
    public async Task H141_StopWithEndedPatience_LeavesTheCallRunning()
    {
        var finish = new TaskCompletionSource();
        await using QueueBench bench = await QueueBench.CreateAsync(azurite.ConnectionString, (_, _) => finish.Task);
        await bench.SendAsync("x");
        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);

        await bench.StopAsync(new CancellationToken(canceled: true));

        Assert.Equal(1, await QueueBench.CountAsync(bench.Queue));
        finish.SetResult();
        await Eventually.HoldsAsync(async () => await QueueBench.CountAsync(bench.Queue) == 0);
    }

    [Fact]
    public async Task H114_FetchedWhileStopping_IsGivenBack()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using QueueBench bench = await QueueBench.CreateAsync(proxy.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("x");
        var answered = new TaskCompletionSource();
        var pass = new TaskCompletionSource();
        proxy.AfterAnswer = async exchange =>
        {
            if (exchange.Method == "GET" && exchange.Path.EndsWith("/messages", StringComparison.Ordinal))
            {
                answered.TrySetResult();
                await pass.Task;
            }

            return ProxyAction.Pass;
        };

        await bench.StartAsync();
        await answered.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Task stop = bench.StopAsync();
        pass.SetResult();
        await stop;

        Assert.Empty(bench.Calls);
        Assert.Single((await bench.Queue.PeekMessagesAsync(1)).Value);
    }

    [Fact]
    public async Task FetchFailsUnexpectedly_IsLoggedAndTheNextOneTried()
    {
        var policy = new BrokenPolicy();
        await using QueueBench bench = await QueueBench.CreateAsync(
            azurite.ConnectionString, QueueBench.Succeed, policy: policy);
        await bench.SendAsync("x");
        policy.Breaks = request => request.Method == RequestMethod.Get;

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => policy.Failures >= 2);
        policy.Breaks = null;

        await Eventually.HoldsAsync(() => bench.Calls.Count == 1);
        Assert.Contains(
            (LogLevel.Error, $"Queue '{bench.Queue.Name}' could not be read; trying again"), bench.Log.Lines);
    }

    [Fact]
    public async Task SettlingFailsUnexpectedly_IsLoggedAndTheStopGoesOn()
    {
        var policy = new BrokenPolicy { Breaks = request => request.Method == RequestMethod.Delete };
        await using QueueBench bench = await QueueBench.CreateAsync(
            azurite.ConnectionString, QueueBench.Succeed, policy: policy);
        await bench.SendAsync("x");

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => policy.Failures == 1);
        await bench.StopAsync();

        Assert.Contains(bench.Log.Lines, line => line.Level == LogLevel.Error
            && line.Message.EndsWith("was not handled; it may come again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DeleteFails_CallIsNotRepeatedWhileInvisible()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using QueueBench bench = await QueueBench.CreateAsync(proxy.ConnectionString, QueueBench.Succeed);
        await bench.SendAsync("x");
        proxy.BeforeForward = exchange => Task.FromResult(
            exchange.Method == "DELETE" ? ProxyAction.Fail(400, "PopReceiptMismatch") : ProxyAction.Pass);

        await bench.StartAsync();
        await Eventually.HoldsAsync(() => bench.Log.Lines.Any(line => line.Message.Contains("PopReceiptMismatch")));

        Assert.Single(bench.Calls);
        Assert.Equal(1, await QueueBench.CountAsync(bench.Queue));
    }
}
