namespace Daoban.Workflows.CaseFiles;

/// <summary>One entry of a case's append-only, hash-chained ledger. Ids, codes, amounts and times only.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">Server time, UTC.</param>
/// <param name="ActorId">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Action">One of <see cref="LedgerActions"/>.</param>
/// <param name="Subject">Id it concerns.</param>
/// <param name="Outcome">Result code.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="AmountFen">Amount in fen.</param>
/// <param name="PreviousHash">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over the canonical form, lower-case hex (<see cref="LedgerChain"/>).</param>
public sealed record LedgerEntry(
    long Sequence,
    DateTimeOffset At,
    string ActorId,
    string Role,
    string Action,
    string? Subject,
    string? Outcome,
    string? Reason,
    long? AmountFen,
    string PreviousHash,
    string Hash);
