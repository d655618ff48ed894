namespace Daoban.Workflows.Review;

/// <summary>One page of the worklist.</summary>
/// <param name="Tasks">At most 50, the most urgent first.</param>
/// <param name="Continuation">Opaque token of the next page; null on the last.</param>
public sealed record ReviewTaskPage(IReadOnlyList<ReviewTaskSummary> Tasks, string? Continuation);
