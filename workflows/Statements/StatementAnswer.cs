namespace Daoban.Workflows.Statements;

/// <summary>What the bank answered when it was asked for a statement.</summary>
/// <param name="File">The file as it was sent; null when there is none.</param>
/// <param name="Code">Why there is none, one of <see cref="StatementCodes"/>; null when there is one.</param>
public sealed record StatementAnswer(ReadOnlyMemory<byte>? File, string? Code);
