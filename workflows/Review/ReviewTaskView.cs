using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Review;

/// <summary>A review task with what became of the decisions on it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Level">Review level, from 1.</param>
/// <param name="State">Where it stands.</param>
/// <param name="OpenedAt">UTC instant.</param>
/// <param name="DueAt">Working-day limit.</param>
/// <param name="LapseAt">When the case lapses without a decision.</param>
/// <param name="RemindedAt">When the reviewers were reminded.</param>
/// <param name="EscalatedAt">When it was found overdue.</param>
/// <param name="ClaimedBy">Reviewer who holds it.</param>
/// <param name="ClaimedAt">Since when.</param>
/// <param name="DecisionId">The applied decision.</param>
/// <param name="Decisions">Every decision that arrived, oldest first, applied or refused with the reason.</param>
public sealed record ReviewTaskView(
    string CaseId,
    string TaskId,
    int Level,
    ReviewTaskState State,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    DateTimeOffset LapseAt,
    DateTimeOffset? RemindedAt,
    DateTimeOffset? EscalatedAt,
    string? ClaimedBy,
    DateTimeOffset? ClaimedAt,
    string? DecisionId,
    IReadOnlyList<DecisionView> Decisions)
{
    internal static ReviewTaskView Of(CaseFile file, ReviewTaskRecord task) => new(
        file.CaseId,
        task.TaskId,
        task.Level,
        task.State,
        task.OpenedAt,
        task.EscalateAt,
        task.LapseAt,
        task.RemindedAt,
        task.EscalatedAt,
        task.ClaimedBy,
        task.ClaimedAt,
        task.DecisionId,
        [.. file.Decisions.Values
            .Where(decision => decision.TaskId == task.TaskId)
            .OrderBy(decision => decision.ReceivedAt)
            .Select(DecisionView.Of)]);
}
