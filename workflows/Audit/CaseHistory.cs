using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Problems;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Audit;

/// <summary>
/// Shows auditors what the durable engine recorded of a case: its own orchestration, its payments' and its rights
/// requests'.
/// </summary>
public sealed class CaseHistory
{
    private readonly CaseFileStore store;

    internal CaseHistory(CaseFileStore store) => this.store = store;

    /// <summary>The histories of the case's instances, each in the engine's order.</summary>
    public async Task<Attempt<HistoryView>> ReadAsync(
        string caseId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        if (file.Record is null)
        {
            return new Problem(ProblemCodes.UnknownCase);
        }

        List<InstanceHistory> instances = [];
        foreach (string instanceId in CaseHistories.InstancesOf(file))
        {
            OrchestrationMetadata? instance = await client.GetInstanceAsync(instanceId, cancellationToken);
            if (instance is not null)
            {
                IList<HistoryEvent> events = await client.GetOrchestrationHistoryAsync(instanceId, cancellationToken);
                instances.Add(new InstanceHistory(
                    instanceId,
                    instance.Name,
                    instance.RuntimeStatus.ToString(),
                    instance.CreatedAt,
                    instance.LastUpdatedAt,
                    HistoryEntry.Of(events)));
            }
        }

        return new HistoryView(caseId, instances);
    }
}
