using Azure.Messaging.ServiceBus;
using Daoban.Emulator.Hosting.Queues;
using Daoban.Emulator.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.ServiceBus;

/// <summary>
/// Receives the messages of one queue and calls the function for each, several at a time and in no order. Success
/// completes a message, failure abandons it, unless the function settles it itself.
/// </summary>
internal sealed partial class ServiceBusListener(
    BusQueue queue, ServiceBusOptions options, TriggerCall call, ILogger logger) : IFunctionListener, IAsyncDisposable
{
    /// <summary>The log category of the real host.</summary>
    public const string LogCategory = "Host.Triggers.ServiceBus";

    // Upstream is told of messages; here a look into an empty queue costs a request.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly PollingBackOff backOff = new(LongestPause, Random.Shared);
    private readonly List<Task> running = [];
    private readonly CancellationTokenSource stopping = new();
    private Task polling = Task.CompletedTask;
    private bool faulty;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        polling = Task.Run(PollAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        try
        {
            await polling.WaitAsync(cancellationToken);
            await Task.WhenAll(running).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogLeftRunning(queue.Name);
        }
    }

    public ValueTask DisposeAsync()
    {
        stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task PollAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            running.RemoveAll(task => task.IsCompleted);
            if (running.Count >= options.MaxConcurrentCalls)
            {
                Task oneDone = Task.WhenAny(running);
                await oneDone.WaitAsync(stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            IReadOnlyList<ServiceBusReceivedMessage> batch =
                await ReceiveAsync(options.MaxConcurrentCalls - running.Count);
            if (batch.Count == 0)
            {
                await Task.Delay(backOff.Next(), queue.Clock, stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            backOff.Reset();
            running.AddRange(batch.Select(TryProcessAsync));
        }
    }

    /// <returns>Nothing as well when storage cannot be reached: look again later.</returns>
    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int most)
    {
        try
        {
            // Not cancelled by a stop: messages fetched by a request that is given up would stay locked.
            IReadOnlyList<ServiceBusReceivedMessage> batch = await queue.TryReceiveAsync(most, CancellationToken.None);
            faulty = false;
            return batch;
        }
        catch (ServiceBusException fault)
        {
            if (!faulty)
            {
                LogUnreachable(queue.Name, fault.Reason);
            }

            faulty = true;
            return [];
        }
        catch (Exception bug)
        {
            // A listener that ends would be silent for as long as the host runs.
            LogReadFailed(bug, queue.Name);
            return [];
        }
    }

    private async Task TryProcessAsync(ServiceBusReceivedMessage message)
    {
        // The poller must not wait for the first part of a function that does not yield.
        await Task.Yield();
        try
        {
            await ProcessAsync(message);
        }
        catch (Exception bug)
        {
            LogMessageFailed(bug, queue.Name, message.MessageId);
        }
    }

    private async Task ProcessAsync(ServiceBusReceivedMessage message)
    {
        HeldMessage held = message.Held;
        if (stopping.IsCancellationRequested)
        {
            await SettleAsync(message, () => held.AbandonAsync(null, CancellationToken.None));
            return;
        }

        bool succeeded;
        await using (new LockRenewal(held, options.MaxAutoLockRenewalDuration, logger))
        {
            succeeded = await TryCallAsync(ServiceBusTriggerData.Create(queue.Name, message));
        }

        if (held.IsSettled)
        {
            return;
        }

        if (!succeeded)
        {
            // Upstream's processor gives a message back at once whatever autoCompleteMessages says.
            await SettleAsync(message, () => held.AbandonAsync(null, CancellationToken.None));
        }
        else if (options.AutoCompleteMessages)
        {
            await SettleAsync(message, () => held.CompleteAsync(CancellationToken.None));
        }
    }

    private async Task<bool> TryCallAsync(TriggerData data)
    {
        try
        {
            await call(data, CancellationToken.None);
            return true;
        }
        catch (Exception)
        {
            // The edge of the host: the pipeline has logged it, and what is left of it is the message's fate.
            return false;
        }
    }

    /// <remarks>What is not settled comes again when its lock is over.</remarks>
    private async Task SettleAsync(ServiceBusReceivedMessage message, Func<Task> settle)
    {
        try
        {
            await settle();
        }
        catch (ServiceBusException fault)
        {
            LogNotSettled(message.MessageId, fault.Reason);
        }
    }

    [LoggerMessage(5231, LogLevel.Warning, "Service Bus queue '{Queue}' cannot be read ({Reason}); trying again")]
    private partial void LogUnreachable(string queue, ServiceBusFailureReason reason);

    [LoggerMessage(5232, LogLevel.Warning,
        "Service Bus queue '{Queue}': not every call ended in time; messages of calls that never do come again")]
    private partial void LogLeftRunning(string queue);

    [LoggerMessage(5233, LogLevel.Error, "Service Bus queue '{Queue}' could not be read; trying again")]
    private partial void LogReadFailed(Exception exception, string queue);

    [LoggerMessage(5234, LogLevel.Error,
        "Service Bus queue '{Queue}': message {MessageId} was not handled; it may come again")]
    private partial void LogMessageFailed(Exception exception, string queue, string messageId);

    [LoggerMessage(5235, LogLevel.Warning, "Message {MessageId} was not settled ({Reason}); it may come again")]
    private partial void LogNotSettled(string? messageId, ServiceBusFailureReason reason);
}
