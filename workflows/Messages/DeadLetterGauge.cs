using System.Diagnostics.Metrics;
using Daoban.Workflows.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Messages;

/// <summary>
/// Metric <c>daoban.dead_letters</c>: dead letters by queue and transport, counted once a minute while somebody
/// listens. Every instance reports the same number: take the largest, not the sum.
/// </summary>
internal sealed partial class DeadLetterGauge : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<IDeadLetters> stores;
    private readonly TimeProvider clock;
    private readonly ILogger<DeadLetterGauge> logger;
    private readonly ObservableGauge<long> gauge;
    private volatile IReadOnlyList<Measurement<long>> latest = [];

    public DeadLetterGauge(
        IMeterFactory meters, IEnumerable<IDeadLetters> stores, TimeProvider clock, ILogger<DeadLetterGauge> logger)
    {
        this.stores = [.. stores];
        this.clock = clock;
        this.logger = logger;
        gauge = meters.Create(Metering.MeterName).CreateObservableGauge(
            "daoban.dead_letters", () => latest, "{message}", "Messages that were given up");
    }

    /// <summary>Counts anew, if anybody listens.</summary>
    internal async Task CountAsync(CancellationToken cancellationToken)
    {
        if (!gauge.Enabled)
        {
            return;
        }

        try
        {
            List<Measurement<long>> counted = [];
            foreach (QueueDefinition queue in MessageQueues.All)
            {
                foreach (IDeadLetters store in stores)
                {
                    counted.Add(new Measurement<long>(
                        await store.CountAsync(queue, cancellationToken),
                        new KeyValuePair<string, object?>("queue", queue.Name),
                        new KeyValuePair<string, object?>("transport", store.Transport)));
                }
            }

            latest = counted;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a transport throws: a number that is missing must not end the application.
            latest = [];
            LogNotCounted(failure.GetType().Name);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, clock);
        try
        {
            do
            {
                await CountAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }

    [LoggerMessage(2112, LogLevel.Warning, "Dead letters could not be counted ({ErrorType}); trying again in a minute")]
    private partial void LogNotCounted(string errorType);
}
