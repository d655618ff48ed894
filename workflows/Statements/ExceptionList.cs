namespace Daoban.Workflows.Statements;

/// <summary>The exceptions of one day.</summary>
/// <param name="Day">The day in China.</param>
/// <param name="Exceptions">Open ones first, then by the time at which they were found.</param>
public sealed record ExceptionList(DateOnly Day, IReadOnlyList<ExceptionView> Exceptions);
