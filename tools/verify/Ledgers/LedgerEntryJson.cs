namespace Daoban.Verify.Ledgers;

/// <summary>One entry of a case's chain, format <c>ledger/2</c>.</summary>
internal sealed record LedgerEntryJson(
    string Format,
    string Chain,
    long Sequence,
    string At,
    string ActorId,
    string Role,
    string Action,
    string PreviousHash,
    string? OnBehalfOf = null,
    string? StationId = null,
    string? DeviceId = null,
    string? DeviceAt = null,
    string? Subject = null,
    string? Outcome = null,
    string? Reason = null,
    long? AmountFen = null,
    IReadOnlyList<RowChangeJson?>? Changes = null,
    IReadOnlyList<HistoryMarkJson?>? Histories = null);
