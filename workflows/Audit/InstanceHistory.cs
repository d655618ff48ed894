namespace Daoban.Workflows.Audit;

/// <summary>History of one orchestration instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Name">Its orchestrator.</param>
/// <param name="RuntimeStatus">Running, Completed, Failed, …</param>
/// <param name="CreatedAt">UTC instant.</param>
/// <param name="LastUpdatedAt">UTC instant.</param>
/// <param name="Events">In the engine's order.</param>
public sealed record InstanceHistory(
    string InstanceId,
    string Name,
    string RuntimeStatus,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    IReadOnlyList<HistoryEntry> Events);
