namespace Daoban.Workflows.CaseFiles;

/// <summary>One review of one level.</summary>
/// <param name="TaskId">Minted by the orchestration.</param>
/// <param name="Level">Review level, from 1.</param>
/// <param name="State">Where it stands.</param>
/// <param name="OpenedAt">UTC instant.</param>
/// <param name="RemindAt">When the reviewers are reminded.</param>
/// <param name="EscalateAt">When it is overdue and the supervisor sees it.</param>
/// <param name="LapseAt">When the case lapses without a decision.</param>
/// <param name="RemindedAt">When the reminder went out; null before.</param>
/// <param name="EscalatedAt">When it was escalated; null before.</param>
/// <param name="ClaimedBy">Reviewer who holds it; null while open.</param>
/// <param name="ClaimedAt">When it was claimed.</param>
/// <param name="DecisionId">The applied decision; null before.</param>
public sealed record ReviewTaskRecord(
    string TaskId,
    int Level,
    ReviewTaskState State,
    DateTimeOffset OpenedAt,
    DateTimeOffset RemindAt,
    DateTimeOffset EscalateAt,
    DateTimeOffset LapseAt,
    DateTimeOffset? RemindedAt = null,
    DateTimeOffset? EscalatedAt = null,
    string? ClaimedBy = null,
    DateTimeOffset? ClaimedAt = null,
    string? DecisionId = null)
{
    /// <summary>Whether a decision can still be applied.</summary>
    public bool IsLive => State is ReviewTaskState.Open or ReviewTaskState.Claimed;
}
