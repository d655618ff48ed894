using Daoban.Workflows.CaseFiles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Cases;

/// <summary>Finishes what a request committed but did not live to send: starts, events and messages.</summary>
internal sealed class FinishOutbox(Outbox outbox)
{
    [Function(nameof(FinishOutbox))]
    public Task RunAsync(
        [TimerTrigger("*/10 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        outbox.FinishAbandonedAsync(client, cancellationToken);
}
