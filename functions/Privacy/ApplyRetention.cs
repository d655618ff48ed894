using Daoban.Workflows.Privacy;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Privacy;

/// <summary>Every ten minutes archives and deletes what is due, at most 50 cases at a time.</summary>
internal sealed class ApplyRetention(RetentionRun run)
{
    [Function(nameof(ApplyRetention))]
    public Task RunAsync(
        [TimerTrigger("0 3/10 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        run.ApplyAsync(client, cancellationToken);
}
