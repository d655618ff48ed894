using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Enters an instance's history into the case's ledger before it is gone. Safe to run twice: the same history is
/// entered once.
/// </summary>
public sealed class EnterHistory(CaseChanges changes)
{
    /// <returns>Whether the instance exists.</returns>
    [Function(nameof(EnterHistory))]
    public async Task<bool> RunAsync(
        [ActivityTrigger] HistoryEntering wanted,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<HistoryDigest> digests = await CanonicalHistory.ReadAsync(
            client, [wanted.InstanceId], cancellationToken);
        return digests is [HistoryDigest digest]
            && await changes.ApplyAsync(
                wanted.CaseId, client, (file, change) => Enter(file, change, wanted, digest), cancellationToken);
    }

    private static bool Enter(CaseFile file, CaseChange change, HistoryEntering wanted, HistoryDigest digest)
    {
        if (!file.Histories.TryGetValue(wanted.InstanceId, out HistoryRecord? known)
            || known.Digest != digest
            || known.Reason != wanted.Reason)
        {
            change.Put(new HistoryRecord(wanted.InstanceId, wanted.Reason, digest));
            change.Enter(new(
                LedgerActions.HistoryEntered,
                Actor.System,
                wanted.InstanceId,
                Reason: wanted.Reason,
                Histories: [digest]));
        }

        return true;
    }
}
