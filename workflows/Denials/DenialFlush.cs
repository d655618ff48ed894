using Microsoft.Extensions.Hosting;

namespace Daoban.Workflows.Denials;

/// <summary>Every minute, and when the host stops, writes what denials left in memory.</summary>
internal sealed class DenialFlush(DeniedAttempts attempts, DenialCounts counts, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await attempts.FlushAsync(isLast: true);
        await counts.FlushAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await attempts.FlushAsync(isLast: false);
                await counts.FlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; StopAsync writes the rest.
        }
    }
}
