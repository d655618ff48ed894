using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Queues;

/// <summary>What becomes of a message after its call: deleted, tried again, or moved to the poison queue.</summary>
/// <remarks>
/// A fault of storage here is only logged: the message stays invisible until its time is over and then comes again. So
/// functions run at least once.
/// </remarks>
internal sealed partial class MessageFate(QueueClient queue, QueueClient? poison, QueueOptions options, ILogger logger)
{
    public Task DeleteAsync(QueueMessage message, string popReceipt) =>
        TryAsync(message, () => queue.DeleteMessageAsync(message.MessageId, popReceipt));

    /// <summary>Gives back a message that was not tried; others see it at once.</summary>
    public Task ReleaseAsync(QueueMessage message) => ShowAsync(message, message.PopReceipt, TimeSpan.Zero);

    /// <summary>Gives a message back after a failure, or moves it when that was its last try.</summary>
    public Task FailAsync(QueueMessage message, string popReceipt)
    {
        if (poison is null)
        {
            // Left invisible: without a poison queue an immediate retry would go on for ever at full speed.
            return Task.CompletedTask;
        }

        return message.DequeueCount >= options.MaxDequeueCount
            ? ExhaustAsync(message, popReceipt)
            : ShowAsync(message, popReceipt, options.VisibilityTimeout);
    }

    /// <summary>Moves a message that has used up its tries.</summary>
    public async Task ExhaustAsync(QueueMessage message, string popReceipt)
    {
        if (poison is not null)
        {
            LogExhausted(options.MaxDequeueCount, poison.Name);
            await MoveAsync(message, popReceipt, poison);
        }
    }

    /// <summary>Moves a message that cannot be read, as it is and without any try.</summary>
    public async Task RefuseAsync(QueueMessage message)
    {
        if (poison is not null)
        {
            LogUnreadable(message.MessageId, options.MessageEncoding, poison.Name);
            await MoveAsync(message, message.PopReceipt, poison);
        }
    }

    private Task ShowAsync(QueueMessage message, string popReceipt, TimeSpan after) => TryAsync(
        message, () => queue.UpdateMessageAsync(message.MessageId, popReceipt, (string?)null, after));

    private Task MoveAsync(QueueMessage message, string popReceipt, QueueClient target) => TryAsync(message, async () =>
    {
        try
        {
            await target.SendMessageAsync(message.MessageText);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await target.CreateIfNotExistsAsync();
            await target.SendMessageAsync(message.MessageText);
        }

        await queue.DeleteMessageAsync(message.MessageId, popReceipt);
    });

    private async Task TryAsync(QueueMessage message, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception fault) when (fault is RequestFailedException || StorageFaults.IsDoubtful(fault))
        {
            // Mostly: somebody else deleted it or took it over, or the queue is gone.
            LogNotSettled(message.MessageId, (fault as RequestFailedException)?.ErrorCode ?? fault.GetType().Name);
        }
    }

    [LoggerMessage(5221, LogLevel.Warning,
        "Message has reached MaxDequeueCount of {MaxDequeueCount}. Moving message to queue '{PoisonQueue}'.")]
    private partial void LogExhausted(int maxDequeueCount, string poisonQueue);

    [LoggerMessage(5222, LogLevel.Warning,
        "Message {MessageId} is not {Encoding} text. Moving message to queue '{PoisonQueue}'.")]
    private partial void LogUnreadable(string messageId, QueueMessageEncoding encoding, string poisonQueue);

    [LoggerMessage(5223, LogLevel.Warning, "Message {MessageId} was not settled ({Code}); it may come again")]
    private partial void LogNotSettled(string messageId, string code);
}
