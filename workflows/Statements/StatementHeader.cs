namespace Daoban.Workflows.Statements;

/// <summary>First line of a statement (docs/bank-contract.md).</summary>
/// <param name="Format"><see cref="StatementFile.Format"/>.</param>
/// <param name="MerchantId">Whose payments these are.</param>
/// <param name="Day">The day in China, yyyy-MM-dd.</param>
/// <param name="Count">How many lines follow.</param>
/// <param name="SumFen">The sum of their amounts, in fen.</param>
/// <param name="LinesSha256">Lower-case hex of the SHA-256 of all bytes after this line.</param>
internal sealed record StatementHeader(
    string? Format, string? MerchantId, string? Day, int? Count, long? SumFen, string? LinesSha256);
