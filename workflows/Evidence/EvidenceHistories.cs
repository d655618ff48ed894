using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Evidence;

/// <summary>Writes the canonical histories of a case's instances, those of purged ones from the archive.</summary>
internal sealed class EvidenceHistories(IEnumerable<IHistoryArchive> archives)
{
    /// <summary>
    /// Adds every history that there is. One that has gone is left out: the verifier names the entry that holds its
    /// hash.
    /// </summary>
    public async Task AddAsync(
        EvidenceFiles files, CaseFile file, DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (string instanceId in CaseHistories.InstancesOf(file))
        {
            IReadOnlyList<string>? lines = await client.GetInstanceAsync(instanceId, cancellationToken) is null
                ? await FindArchivedAsync(file.CaseId, instanceId, cancellationToken)
                : await ReadAsync(instanceId, client, cancellationToken);
            if (lines is not null)
            {
                files.AddLines($"history/{instanceId}.jsonl", lines);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        string instanceId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        IList<HistoryEvent> history = await client.GetOrchestrationHistoryAsync(instanceId, cancellationToken);
        return CanonicalHistory.Lines(history);
    }

    private async Task<IReadOnlyList<string>?> FindArchivedAsync(
        string caseId, string instanceId, CancellationToken cancellationToken)
    {
        foreach (IHistoryArchive archive in archives)
        {
            if (await archive.FindAsync(caseId, instanceId, cancellationToken) is { } lines)
            {
                return lines;
            }
        }

        return null;
    }
}
