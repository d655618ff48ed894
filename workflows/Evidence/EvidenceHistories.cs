using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Evidence;

/// <summary>Writes the canonical histories of a case's instances.</summary>
internal static class EvidenceHistories
{
    public static async Task AddAsync(
        EvidenceFiles files, CaseFile file, DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (string instanceId in CaseHistories.InstancesOf(file))
        {
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is not null)
            {
                IList<HistoryEvent> history = await client.GetOrchestrationHistoryAsync(instanceId, cancellationToken);
                files.AddLines($"history/{instanceId}.jsonl", CanonicalHistory.Lines(history));
            }
        }
    }
}
