using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Audit;

/// <summary>A case's ledger.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="IsIntact">Whether every hash and the head agree.</param>
/// <param name="Entries">From the first entry on.</param>
public sealed record LedgerView(string CaseId, bool IsIntact, IReadOnlyList<LedgerEntry> Entries);
