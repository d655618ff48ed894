using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Review;

/// <summary>Who may review what, and which decisions count. Pure.</summary>
internal static class ReviewRules
{
    private const int MaximumComment = 1000;

    // A reviewer who went home must not block a case: after this another may take the task over.
    private static readonly TimeSpan ClaimHolds = TimeSpan.FromMinutes(30);

    /// <summary>Why <paramref name="actor"/> may not work on the task; null when allowed.</summary>
    public static Problem? RefusalToWork(CaseFile file, ReviewTaskRecord task, Actor actor) =>
        LevelProblemOf(task, actor)
        ?? (IsInvolved(file, task, actor.Id) ? new Problem(ProblemCodes.SamePerson, "taskId") : null);

    /// <summary>The problem with a task of another level than the reviewer's.</summary>
    public static Problem? LevelProblemOf(ReviewTaskRecord task, Actor actor) =>
        actor.Level == task.Level
            ? null
            : Problem.With(ProblemCodes.LevelNotYours, "taskId", "level", task.Level);

    /// <summary>Whether the task is free for <paramref name="reviewerId"/>.</summary>
    public static bool IsFree(ReviewTaskRecord task, string reviewerId, DateTimeOffset now) =>
        task.State is ReviewTaskState.Open
        || task.ClaimedBy == reviewerId
        || FreeAt(task) <= now;

    /// <summary>When another reviewer may take a claimed task over; null for one that nobody holds.</summary>
    public static DateTimeOffset? FreeAt(ReviewTaskRecord task) => task.ClaimedAt + ClaimHolds;

    /// <summary>Why the decision cannot be recorded at all; null when it can.</summary>
    public static Problem? ProblemOf(DecisionData data, CatalogItem item, int level)
    {
        PaymentRule? payment = item.Payment?.DecidedAtLevel == level && data.Verdict is Verdict.Approved
            ? item.Payment
            : null;
        return data switch
        {
            { Verdict: not (Verdict.Approved or Verdict.Rejected) } => new(ProblemCodes.VerdictInvalid, "verdict"),
            { Verdict: Verdict.Rejected, ReasonCode: null } => new(ProblemCodes.ReasonRequired, "reasonCode"),
            { ReasonCode: { } reason } when !RejectionReasons.All.Contains(reason) =>
                new(ProblemCodes.ReasonRequired, "reasonCode"),
            { Comment.Length: > MaximumComment } =>
                Problem.With(ProblemCodes.FieldTooLong, "comment", "maximumCharacters", MaximumComment),
            { AmountFen: null } when payment is not null => new(ProblemCodes.AmountRequired, "amountFen"),
            { AmountFen: not null } when payment is null => new(ProblemCodes.AmountNotAllowed, "amountFen"),
            { AmountFen: { } amount } when amount < 0 || amount > payment!.MaximumFen =>
                Problem.With(ProblemCodes.AmountInvalid, "amountFen", "maximumFen", payment.MaximumFen),
            { ReasonCode: RejectionReasons.Other } when string.IsNullOrWhiteSpace(data.Comment) =>
                new(ProblemCodes.ReasonRequired, "comment"),
            _ => null,
        };
    }

    /// <summary>Why a recorded decision is ignored; null when it decides the task.</summary>
    public static string? RefusalOf(CaseFile file, ReviewTaskRecord task, DecisionRecord decision)
    {
        if (task.DecisionId is { } applied)
        {
            return file.Decisions[applied].ReviewerId == decision.ReviewerId ? "duplicate" : "task-closed";
        }

        return !task.IsLive ? "task-closed"
            : task.ClaimedBy != decision.ReviewerId ? "not-claimed-by-reviewer"
            : IsInvolved(file, task, decision.ReviewerId) ? ProblemCodes.SamePerson
            : null;
    }

    // Nobody decides on their own case: the intake clerk and the reviewers of its levels are different people.
    private static bool IsInvolved(CaseFile file, ReviewTaskRecord task, string personId) =>
        file.Existing.IntakeClerkId == personId
        || file.Tasks.Values.Any(other =>
            other.TaskId != task.TaskId
            && other.DecisionId is { } id
            && file.Decisions[id].ReviewerId == personId);
}
