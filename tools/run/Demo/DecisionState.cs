namespace Daoban.Run.Demo;

/// <summary>What became of a decision.</summary>
internal sealed record DecisionState(string DecisionId, string State, string? RefusalCode);
