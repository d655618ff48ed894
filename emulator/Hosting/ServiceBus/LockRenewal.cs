using Azure.Messaging.ServiceBus;
using Daoban.Emulator.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.ServiceBus;

/// <summary>Renews a message's lock while its function runs, but no longer than the host allows.</summary>
internal sealed partial class LockRenewal : IAsyncDisposable
{
    private readonly HeldMessage held;
    private readonly string? messageId;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewing;

    public LockRenewal(HeldMessage held, TimeSpan longest, ILogger logger)
    {
        this.held = held;
        messageId = held.Envelope.MessageId;
        this.logger = logger;
        renewing = RenewAsync(longest);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await renewing;
        stop.Dispose();
    }

    private async Task RenewAsync(TimeSpan longest)
    {
        DateTimeOffset end = held.Clock.GetUtcNow() + longest;
        TimeSpan every = held.LockDuration / 2;
        while (held.Clock.GetUtcNow() + every < end)
        {
            await Task.Delay(every, held.Clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested || held.IsSettled)
            {
                return;
            }

            try
            {
                // Not cancelled by the end of the call: losing a renewal's answer makes the receipt worthless.
                await held.RenewAsync(CancellationToken.None);
            }
            catch (ServiceBusException fault) when (fault.IsTransient)
            {
                LogNotRenewed(messageId, fault.Reason);
            }
            catch (ServiceBusException) when (held.IsSettled)
            {
                return;
            }
            catch (ServiceBusException lost)
            {
                LogLost(messageId, lost.Reason);
                return;
            }
        }
    }

    [LoggerMessage(
        5241, LogLevel.Warning, "The lock of message {MessageId} could not be renewed ({Reason}); trying again")]
    private partial void LogNotRenewed(string? messageId, ServiceBusFailureReason reason);

    [LoggerMessage(5242, LogLevel.Warning, "Message {MessageId} is no longer ours ({Reason}) while its function runs")]
    private partial void LogLost(string? messageId, ServiceBusFailureReason reason);
}
