namespace Daoban.Workflows.Statements;

/// <summary>Either a statement or why the file is none.</summary>
/// <param name="Statement">The statement; null when it is refused.</param>
/// <param name="Refusal">One of <see cref="StatementCodes"/>; null when it is sound.</param>
internal sealed record StatementReading(Statement? Statement, string? Refusal)
{
    public static implicit operator StatementReading(Statement statement) => new(statement, Refusal: null);

    public static implicit operator StatementReading(string refusal) => new(Statement: null, refusal);
}
