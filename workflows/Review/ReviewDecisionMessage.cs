namespace Daoban.Workflows.Review;

/// <summary>
/// Message of the queue <c>review-decisions</c>: a claim check; the decision itself is in the case file.
/// </summary>
/// <param name="Format">Format version, 1.</param>
/// <param name="CaseId">The case.</param>
/// <param name="TaskId">The task.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="TraceParent">W3C context of who sent it; null when that was not traced.</param>
public sealed record ReviewDecisionMessage(
    int Format, string CaseId, string TaskId, string DecisionId, string? TraceParent = null)
{
    /// <summary>Name of the queue.</summary>
    public const string Queue = "review-decisions";

    /// <summary>The format this build writes and reads.</summary>
    public const int CurrentFormat = 1;
}
