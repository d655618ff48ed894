namespace Daoban.Workflows.Ledger;

/// <summary>
/// One entry of an append-only, hash-chained ledger. Ids, codes, amounts, times and commitments only. Its JSON is kept
/// as it was written and its hash is that of the kept text (docs/evidence-format.md).
/// </summary>
/// <param name="Format">Always <c>ledger/2</c>.</param>
/// <param name="Chain"><c>case/{caseId}</c> or <c>access/{actorId}/{yyyy-MM-dd}</c>.</param>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">Server time, UTC; never before that of the entry before.</param>
/// <param name="ActorId">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="OnBehalfOf">For whom, when it was not one's own work.</param>
/// <param name="StationId">Station acted at.</param>
/// <param name="DeviceId">The device's opaque id.</param>
/// <param name="DeviceAt">The device's clock.</param>
/// <param name="Action">One of <see cref="LedgerActions"/>.</param>
/// <param name="Subject">Id it concerns.</param>
/// <param name="CaseId">The case, in an actor's access chain.</param>
/// <param name="Outcome">Result code.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="AmountFen">Amount in fen.</param>
/// <param name="Changes">Commitments to the rows that changed, in order of their keys.</param>
/// <param name="Histories">Orchestration histories as they stood.</param>
/// <param name="PreviousHash">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 of the kept text, lower-case hex; null inside that text.</param>
public sealed record LedgerEntry(
    string Format,
    string Chain,
    long Sequence,
    DateTimeOffset At,
    string ActorId,
    string Role,
    string? OnBehalfOf,
    string? StationId,
    string? DeviceId,
    DateTimeOffset? DeviceAt,
    string Action,
    string? Subject,
    string? CaseId,
    string? Outcome,
    string? Reason,
    long? AmountFen,
    IReadOnlyList<RowChange>? Changes,
    IReadOnlyList<HistoryDigest>? Histories,
    string PreviousHash,
    string? Hash = null);
