using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Queues;

/// <summary>
/// Fetches the messages of one storage queue and calls the function for each, several at a time and in no order. A
/// message is deleted when its call succeeds; until then it only is invisible, so that a killed process loses none.
/// </summary>
internal sealed partial class QueueListener(
    QueueClient queue,
    QueueClient? poison,
    QueueOptions options,
    TriggerCall call,
    TimeProvider clock,
    ILogger logger) : IFunctionListener, IAsyncDisposable
{
    /// <summary>The log category of the real host.</summary>
    public const string LogCategory = "Host.Triggers.Queue";

    private readonly MessageFate fate = new(queue, poison, options, logger);
    private readonly PollingBackOff backOff = new(options.MaxPollingInterval, Random.Shared);
    private readonly List<Task> running = [];
    private readonly CancellationTokenSource stopping = new();
    private Task polling = Task.CompletedTask;
    private bool faulty;

    /// <param name="storage">The account of the trigger's connection.</param>
    /// <param name="queueName">A valid name; see <see cref="QueueName.Normalize" />.</param>
    /// <param name="options">How to fetch and retry.</param>
    /// <param name="call">Calls the function.</param>
    /// <param name="clock">Time between polls and renewals.</param>
    /// <param name="loggers">Makes the log.</param>
    public static QueueListener Of(
        StorageClients storage,
        string queueName,
        QueueOptions options,
        TriggerCall call,
        TimeProvider clock,
        ILoggerFactory loggers) => new(
            storage.Queues.GetQueueClient(queueName),
            QueueName.PoisonOf(queueName) is { } poison ? storage.Queues.GetQueueClient(poison) : null,
            options,
            call,
            clock,
            loggers.CreateLogger(LogCategory));

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
            QueueMessage[] batch = await ReceiveAsync();
            if (batch.Length == 0)
            {
                await Task.Delay(backOff.Next(), clock, stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            backOff.Reset();
            running.AddRange(batch.Select(TryProcessAsync));
            await MakeRoomAsync();
        }
    }

    private async Task MakeRoomAsync()
    {
        running.RemoveAll(task => task.IsCompleted);
        while (running.Count > options.Threshold && !stopping.IsCancellationRequested)
        {
            Task oneDone = Task.WhenAny(running);
            await oneDone.WaitAsync(stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running.RemoveAll(task => task.IsCompleted);
        }
    }

    /// <returns>Nothing as well when there is no queue or storage cannot be reached: look again later.</returns>
    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            // Not cancelled by a stop: messages fetched by a request that is given up would stay invisible for minutes.
            QueueMessage[] batch = await queue.ReceiveMessagesAsync(
                options.BatchSize, MessageHold.Invisibility, CancellationToken.None);
            faulty = false;
            return batch;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
        catch (Exception fault) when (fault is RequestFailedException || StorageFaults.IsDoubtful(fault))
        {
            if (!faulty)
            {
                LogUnreachable(queue.Name, (fault as RequestFailedException)?.ErrorCode ?? fault.GetType().Name);
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

    private async Task TryProcessAsync(QueueMessage message)
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

    private async Task ProcessAsync(QueueMessage message)
    {
        if (stopping.IsCancellationRequested)
        {
            await fate.ReleaseAsync(message);
            return;
        }

        if (message.DequeueCount > options.MaxDequeueCount)
        {
            await fate.ExhaustAsync(message, message.PopReceipt);
            return;
        }

        if (MessageText.Decode(message, options.MessageEncoding) is not { } text)
        {
            await fate.RefuseAsync(message);
            return;
        }

        TriggerData data = QueueTriggerData.Create(queue.Name, message, text);
        var hold = new MessageHold(queue, message, clock, logger);
        bool succeeded = await TryCallAsync(data);
        await hold.DisposeAsync();
        await (succeeded ? fate.DeleteAsync(message, hold.PopReceipt) : fate.FailAsync(message, hold.PopReceipt));
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

    [LoggerMessage(5201, LogLevel.Warning, "Queue '{Queue}' cannot be read ({Code}); trying again")]
    private partial void LogUnreachable(string queue, string code);

    [LoggerMessage(5202, LogLevel.Warning,
        "Queue '{Queue}': not every call ended in time; messages of calls that never do come again")]
    private partial void LogLeftRunning(string queue);

    [LoggerMessage(5203, LogLevel.Error, "Queue '{Queue}' could not be read; trying again")]
    private partial void LogReadFailed(Exception exception, string queue);

    [LoggerMessage(5204, LogLevel.Error, "Queue '{Queue}': message {MessageId} was not handled; it may come again")]
    private partial void LogMessageFailed(Exception exception, string queue, string messageId);
}
