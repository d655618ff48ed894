using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Audit;

/// <summary>One page of who read personal data of a case, or was denied it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Entries">Entries of the readers' access chains, at most 100, the newest first.</param>
/// <param name="Continuation">Opaque token of the next page; null on the last.</param>
public sealed record ReadingPage(string CaseId, IReadOnlyList<LedgerEntry> Entries, string? Continuation);
