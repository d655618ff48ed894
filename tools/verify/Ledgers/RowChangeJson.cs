namespace Daoban.Verify.Ledgers;

/// <summary>What an entry says of a row: commitments to its text before and after.</summary>
internal sealed record RowChangeJson(string Row, string? Before = null, string? After = null);
