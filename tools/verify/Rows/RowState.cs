namespace Daoban.Verify.Rows;

/// <summary>What the ledger says of a row.</summary>
/// <param name="Commitment">To its text after the last change; null once it was removed.</param>
/// <param name="Sequence">The entry of the last change.</param>
internal sealed record RowState(string? Commitment, long Sequence);
