namespace Daoban.Workflows.Audit;

/// <summary>One orchestration of a case as the engine has it.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="IsCompleted">Whether it has ended.</param>
/// <param name="Lines">Its canonical history.</param>
/// <param name="Events">The same, to be compared with the ledger.</param>
internal sealed record TimelineInstance(
    string InstanceId, bool IsCompleted, IReadOnlyList<string> Lines, IReadOnlyList<TimelineEvent> Events);
