namespace Daoban.Workflows.Statements;

/// <summary>Body of the request for a statement. The operation is part of what is signed.</summary>
/// <param name="Operation">Always <see cref="Get"/>.</param>
/// <param name="Day">The day in China, yyyy-MM-dd.</param>
internal sealed record StatementRequest(string Operation, string Day)
{
    public const string Get = "statement";
}
