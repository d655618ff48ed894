using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Cases;

/// <summary>
/// Moves a case to its final stage, and enters the histories that led there: its own up to here, and its payments'.
/// Safe to run twice: a closed case keeps its first outcome.
/// </summary>
public sealed class CloseCase(CaseChanges changes, CaseHistories histories, TimeProvider clock)
{
    /// <returns>The outcome that stands.</returns>
    [Function(nameof(CloseCase))]
    public async Task<CaseOutcome> RunAsync(
        [ActivityTrigger] CaseClosing closing,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<HistoryDigest> digests = await histories.DigestAsync(closing.CaseId, client, cancellationToken);
        return await changes.ApplyAsync(
            closing.CaseId, client, (file, change) => Close(file, change, closing, digests), cancellationToken);
    }

    private CaseOutcome Close(
        CaseFile file, CaseChange change, CaseClosing closing, IReadOnlyList<HistoryDigest> digests)
    {
        CaseRecord record = file.Existing;
        if (!CaseStages.IsFinal(record.Stage))
        {
            record = record.After(closing.Move, clock.GetUtcNow(), dueAt: null, closing.ReasonCode);
            change.Put(record);
            change.Enter(new(
                LedgerActions.CaseClosed,
                Actor.System,
                closing.CaseId,
                record.Stage.ToString(),
                closing.ReasonCode,
                Histories: digests));
        }

        return new CaseOutcome(record.Stage, record.ReasonCode);
    }
}
