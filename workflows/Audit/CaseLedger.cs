using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Audit;

/// <summary>Shows auditors the ledger of a case and whether its chain is whole.</summary>
public sealed class CaseLedger
{
    private readonly CaseFileStore store;

    internal CaseLedger(CaseFileStore store) => this.store = store;

    /// <summary>Every entry from the first on.</summary>
    public async Task<Attempt<LedgerView>> ReadAsync(string caseId, CancellationToken cancellationToken)
    {
        // The head first: an entry added in between is cut off below instead of looking like a broken chain.
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        if (file.Head is not { } head)
        {
            return new Problem(ProblemCodes.UnknownCase);
        }

        IReadOnlyList<LedgerLine> all = await store.LoadLedgerAsync(caseId, cancellationToken);
        IReadOnlyList<LedgerLine> lines = [.. all.Where(line => line.Entry.Sequence <= head.Sequence)];
        return new LedgerView(
            caseId,
            LedgerChain.IsIntact(LedgerChain.OfCase(caseId), lines, head),
            [.. lines.Select(line => line.Entry)]);
    }
}
