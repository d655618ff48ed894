using System.Text.Json;
using Azure;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Limits;

/// <summary>
/// Every five seconds exchanges counts with the other instances. While storage does not answer, each instance counts
/// for itself, which is said once.
/// </summary>
internal sealed partial class RateLimitSync(RateCounters counters, TimeProvider clock, ILogger<RateLimitSync> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private bool alone;

    /// <summary>Exchanges counts once.</summary>
    internal async Task SyncAsync(CancellationToken cancellationToken)
    {
        try
        {
            await counters.SyncAsync(cancellationToken);
            if (alone)
            {
                alone = false;
                LogTogether();
            }
        }
        catch (Exception failure) when (
            failure is RequestFailedException or IOException or UnknownFormatException or JsonException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (!alone)
            {
                alone = true;
                LogAlone(failure.GetType().Name);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SyncAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    [LoggerMessage(
        6001,
        LogLevel.Warning,
        "Counts of other instances are not known ({ErrorType}): each instance limits for itself until this changes")]
    private partial void LogAlone(string errorType);

    [LoggerMessage(6002, LogLevel.Information, "Counts of other instances are known again")]
    private partial void LogTogether();
}
