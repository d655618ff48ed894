using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Evidence;

/// <summary>A case's rows and its ledger, as they stood together at one instant.</summary>
/// <param name="File">The rows.</param>
/// <param name="Lines">The ledger up to the head of <paramref name="File"/>.</param>
internal sealed record CaseSnapshot(CaseFile File, IReadOnlyList<LedgerLine> Lines)
{
    private const int Attempts = 5;

    public ChainHead Head => File.Head!;

    /// <summary>
    /// Reads a case. Every change of a case moves its head: rows that were read between two equal heads belong
    /// together.
    /// </summary>
    /// <returns>Null when there is no such case.</returns>
    /// <exception cref="CaseBusyException">It was changed all the time.</exception>
    public static async Task<CaseSnapshot?> ReadAsync(
        CaseFileStore store, string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (file.Record is null)
            {
                return null;
            }

            IReadOnlyList<LedgerLine> lines = await store.LoadLedgerAsync(caseId, cancellationToken);
            CaseFile after = await store.LoadAsync(caseId, cancellationToken);
            if (after.Head == file.Head)
            {
                return new CaseSnapshot(file, [.. lines.Where(line => line.Entry.Sequence <= file.Head!.Sequence)]);
            }

            file = after;
        }

        throw new CaseBusyException(caseId);
    }
}
