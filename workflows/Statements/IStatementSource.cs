namespace Daoban.Workflows.Statements;

/// <summary>Where the bank's daily statements come from. Safe to ask again.</summary>
public interface IStatementSource
{
    /// <summary>Asks for the statement of a day in China. Failures are answers: the next run asks again.</summary>
    Task<StatementAnswer> GetAsync(DateOnly day, CancellationToken cancellationToken);
}
