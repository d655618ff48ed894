using Daoban.Workflows.Monitoring;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Telemetry;

/// <summary>Measures every minute how many cases are open and how long they wait; idle when nobody looks.</summary>
internal sealed class MeasureWork(WorkMonitor monitor)
{
    [Function(nameof(MeasureWork))]
    public Task RunAsync([TimerTrigger("20 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        monitor.MeasureAsync(cancellationToken);
}
