using Daoban.Workflows.Anchors;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>
/// Anchors the chains that changed, every five minutes unless setting <c>DaobanAnchorSchedule</c> says otherwise.
/// </summary>
internal sealed class AnchorLedgers(AnchorWriter writer)
{
    [Function(nameof(AnchorLedgers))]
    public Task RunAsync(
        [TimerTrigger("%DaobanAnchorSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        writer.AnchorAsync(cancellationToken);
}
