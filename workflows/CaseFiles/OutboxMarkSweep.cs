using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Every five seconds, and when the host stops, removes the outbox marks of this process whose effects are final. What
/// it does not remove costs the timer a look, nothing else.
/// </summary>
internal sealed partial class OutboxMarkSweep(OutboxMarks marks, TimeProvider clock, ILogger<OutboxMarkSweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SweepAsync(isLast: true, cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(isLast: false, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task SweepAsync(bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            await marks.SweepAsync(isLast, cancellationToken);
        }
        catch (Exception failure) when (
            failure is RequestFailedException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogNotSwept(failure.GetType().Name);
        }
    }

    [LoggerMessage(1111, LogLevel.Warning, "Outbox marks could not be removed ({ErrorType}), the timer removes them")]
    private partial void LogNotSwept(string errorType);
}
