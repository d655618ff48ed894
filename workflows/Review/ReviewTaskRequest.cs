namespace Daoban.Workflows.Review;

/// <summary>Input of the activities around a review task.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TaskId">The task, minted by the orchestration, so that a retry keeps it.</param>
/// <param name="Level">Review level, from 1.</param>
/// <param name="OpenedAt">Orchestration time at which the review opens; its deadlines count from here.</param>
public sealed record ReviewTaskRequest(string CaseId, string TaskId, int Level, DateTimeOffset OpenedAt);
