using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Queues;

/// <summary>Keeps a message invisible to others for as long as its function runs.</summary>
internal sealed partial class MessageHold : IAsyncDisposable
{
    /// <summary>A message that nobody renews any more comes back after this time.</summary>
    public static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan RenewEvery = Invisibility / 2;
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMinutes(1);

    private readonly QueueClient queue;
    private readonly QueueMessage message;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewing;

    public MessageHold(QueueClient queue, QueueMessage message, TimeProvider clock, ILogger logger)
    {
        this.queue = queue;
        this.message = message;
        this.clock = clock;
        this.logger = logger;
        PopReceipt = message.PopReceipt;
        renewing = RenewAsync();
    }

    /// <summary>The receipt that deletes or releases the message now; each renewal gives a new one.</summary>
    public string PopReceipt { get; private set; }

    /// <summary>Ends the renewing; <see cref="PopReceipt" /> is final then.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await renewing;
        stop.Dispose();
    }

    private async Task RenewAsync()
    {
        TimeSpan wait = RenewEvery;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(wait, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                // Not cancelled by the end of the hold: losing a renewal's answer makes the receipt worthless.
                UpdateReceipt renewed = await queue.UpdateMessageAsync(
                    message.MessageId, PopReceipt, (string?)null, Invisibility, CancellationToken.None);
                PopReceipt = renewed.PopReceipt;
                wait = RenewEvery;
            }
            catch (RequestFailedException lost)
                when (lost.Status == 404 || lost.ErrorCode == QueueErrorCode.PopReceiptMismatch.ToString())
            {
                LogLost(message.MessageId, lost.ErrorCode);
                return;
            }
            catch (Exception fault)
            {
                // Nothing else says that the message is another's: it stays ours for minutes yet.
                string code = (fault as RequestFailedException)?.ErrorCode ?? fault.GetType().Name;
                LogNotRenewed(message.MessageId, code);
                wait = RetryEvery;
            }
        }
    }

    [LoggerMessage(5211, LogLevel.Warning, "Message {MessageId} could not be kept invisible ({Fault}); trying again")]
    private partial void LogNotRenewed(string messageId, string fault);

    [LoggerMessage(5212, LogLevel.Warning, "Message {MessageId} is no longer ours ({Code}) while its function runs")]
    private partial void LogLost(string messageId, string? code);
}
