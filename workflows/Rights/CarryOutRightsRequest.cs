using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Rights;

/// <summary>Does what was decided of a rights request. Safe to run twice.</summary>
public sealed class CarryOutRightsRequest(RightsExecution execution)
{
    /// <returns>What was done.</returns>
    [Function(nameof(CarryOutRightsRequest))]
    public Task<RightsOutcome> RunAsync(
        [ActivityTrigger] RightsStart start,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => execution.CarryOutAsync(start, client, cancellationToken);
}
