namespace Daoban.Workflows.Statements;

/// <summary>The statements of one month, and the open days of all months.</summary>
/// <param name="Month">The month in China, yyyy-MM.</param>
/// <param name="Days">Its days of which something is known, the newest first.</param>
/// <param name="OpenSince">The first day, of whatever month, whose statement is still open.</param>
public sealed record StatementList(string Month, IReadOnlyList<StatementView> Days, DateOnly OpenSince);
