using Daoban.Workflows.Ledger;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.CaseFiles;

/// <summary>How the orchestration histories of a case stand, for its ledger.</summary>
public sealed class CaseHistories
{
    private readonly CaseFileStore store;

    internal CaseHistories(CaseFileStore store) => this.store = store;

    /// <summary>
    /// The case's orchestration first, then its payments' and rights requests'; what does not exist (any more) is left
    /// out.
    /// </summary>
    public async Task<IReadOnlyList<HistoryDigest>> DigestAsync(
        string caseId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadCurrentAsync(caseId, cancellationToken);
        return await CanonicalHistory.ReadAsync(client, InstancesOf(file), cancellationToken);
    }

    /// <summary>Ids of the instances that a case has had, its own first.</summary>
    internal static IEnumerable<string> InstancesOf(CaseFile file) =>
        [file.CaseId, .. file.Orders.Keys, .. file.Requests.Keys];
}
