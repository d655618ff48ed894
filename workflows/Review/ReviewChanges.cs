using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Review;

/// <summary>Effects that changes of a review task ask for.</summary>
internal static class ReviewChanges
{
    /// <summary>Brings the worklist in line with the task.</summary>
    public static void Project(this CaseChange change, ReviewTaskRecord task) =>
        change.Send(ReviewWorklistHandler.KindName, task.TaskId, new { task.TaskId });

    /// <summary>Tells the case's orchestration what was decided.</summary>
    public static void Announce(this CaseChange change, string caseId, DecisionRecord decision) =>
        change.Raise(caseId, ReviewDecided.EventName, Decided(decision), hasStarted: true);

    /// <summary>What an applied decision tells the orchestration.</summary>
    public static ReviewDecided Decided(DecisionRecord decision) =>
        new(decision.TaskId, decision.DecisionId, decision.Verdict, decision.AmountFen, decision.ReasonCode);
}
