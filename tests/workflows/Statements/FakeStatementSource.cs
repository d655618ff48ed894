using Daoban.Workflows.Statements;

namespace Daoban.Workflows.Tests.Statements;

/// <summary>Gives out what a test put there; otherwise nothing is made yet.</summary>
internal sealed class FakeStatementSource : IStatementSource
{
    public Dictionary<DateOnly, byte[]> Files { get; } = [];

    public string Otherwise { get; set; } = StatementCodes.NotReady;

    public List<DateOnly> Asked { get; } = [];

    public Task<StatementAnswer> GetAsync(DateOnly day, CancellationToken cancellationToken)
    {
        Asked.Add(day);
        return Task.FromResult(Files.TryGetValue(day, out byte[]? file)
            ? new StatementAnswer(file, Code: null)
            : new StatementAnswer(File: null, Otherwise));
    }
}
