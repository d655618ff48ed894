using Daoban.Workflows.CaseFiles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Cases;

/// <summary>Moves a case to its final stage. Safe to run twice: a closed case keeps its first outcome.</summary>
public sealed class CloseCase(CaseChanges changes, TimeProvider clock)
{
    /// <returns>The outcome that stands.</returns>
    [Function(nameof(CloseCase))]
    public Task<CaseOutcome> RunAsync(
        [ActivityTrigger] CaseClosing closing,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(closing.CaseId, client, (file, change) => Close(file, change, closing), cancellationToken);

    private CaseOutcome Close(CaseFile file, CaseChange change, CaseClosing closing)
    {
        CaseRecord record = file.Existing;
        if (!CaseStages.IsFinal(record.Stage))
        {
            record = record.After(closing.Move, clock.GetUtcNow(), dueAt: null, closing.ReasonCode);
            change.Put(record);
            change.Enter(new(
                LedgerActions.CaseClosed, Actor.System, closing.CaseId, record.Stage.ToString(), closing.ReasonCode));
        }

        return new CaseOutcome(record.Stage, record.ReasonCode);
    }
}
