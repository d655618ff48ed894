namespace Daoban.Workflows.Ledger;

/// <summary>Commitments to one row of a case before and after a change (<c>CaseKey.Commit</c>).</summary>
/// <param name="Row">Row key in the case's partition.</param>
/// <param name="Before">Commitment to what stood there; null when the row is new.</param>
/// <param name="After">Commitment to what stands there now; null when the row was removed.</param>
public sealed record RowChange(string Row, string? Before, string? After);
