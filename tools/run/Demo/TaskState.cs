namespace Daoban.Run.Demo;

/// <summary>A review task, as far as the demonstration looks.</summary>
internal sealed record TaskState(
    string CaseId, string TaskId, int Level, string State, IReadOnlyList<DecisionState>? Decisions = null)
{
    public DecisionState? Find(string decisionId) =>
        Decisions?.FirstOrDefault(decision => decision.DecisionId == decisionId);
}
