using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Review;

/// <summary>What a reviewer does at the desk: sees the worklist, claims a task, sends a decision.</summary>
public sealed class ReviewDesk
{
    private const string TaskId = "taskId";

    private readonly CaseFileStore store;
    private readonly CaseChanges changes;
    private readonly ReviewWorklist worklist;
    private readonly ICatalog catalog;
    private readonly IKeyedHash hash;
    private readonly TimeProvider clock;

    internal ReviewDesk(
        CaseFileStore store,
        CaseChanges changes,
        ReviewWorklist worklist,
        ICatalog catalog,
        IKeyedHash hash,
        TimeProvider clock)
    {
        this.store = store;
        this.changes = changes;
        this.worklist = worklist;
        this.catalog = catalog;
        this.hash = hash;
        this.clock = clock;
    }

    /// <summary>
    /// One page of live tasks of the reviewer's level in one of their districts (default: their first) and one of
    /// their departments (default: all of them).
    /// </summary>
    public async Task<Attempt<ReviewTaskPage>> ListAsync(
        Actor actor, string? district, string? department, string? continuation, CancellationToken cancellationToken)
    {
        string? wanted = district ?? (actor.Districts is [string first, ..] ? first : null);
        if (wanted is null || !actor.Districts.Contains(wanted))
        {
            return new Problem(ProblemCodes.DistrictNotYours, "district");
        }

        if (department is null ? actor.Departments.Count == 0 : !actor.Departments.Contains(department))
        {
            return new Problem(ProblemCodes.DepartmentNotYours, "department");
        }

        if (actor.Level is not { } level)
        {
            return new Problem(ProblemCodes.LevelNotYours);
        }

        ReviewTaskPage? page = await worklist.ListAsync(
            wanted, level, department is null ? actor.Departments : [department], continuation, cancellationToken);
        return page is null ? new Problem(ProblemCodes.MalformedParameter, "continuation") : page;
    }

    /// <summary>A task with what became of the decisions on it.</summary>
    public async Task<Attempt<ReviewTaskView>> ReadAsync(
        string caseId, string taskId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadCurrentAsync(caseId, cancellationToken);
        return file.Tasks.TryGetValue(taskId, out ReviewTaskRecord? task)
            ? ReviewTaskView.Of(file, task)
            : new Problem(ProblemCodes.UnknownTask, TaskId);
    }

    /// <summary>Claims a task for the reviewer. Claiming one's own claim again changes nothing.</summary>
    public Task<Attempt<ReviewTaskView>> ClaimAsync(
        string caseId, string taskId, Actor actor, DurableTaskClient client, CancellationToken cancellationToken) =>
        changes.ApplyAsync(caseId, client, (file, change) => Claim(file, change, taskId, actor), cancellationToken);

    /// <summary>Records a decision and sends it on its way. The same id with the same content answers alike.</summary>
    public Task<Attempt<DecisionReceipt>> SubmitDecisionAsync(
        string caseId,
        string taskId,
        string decisionId,
        DecisionData data,
        Actor actor,
        DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(
            caseId,
            client,
            (file, change) => Record(file, change, taskId, decisionId, data, actor),
            cancellationToken);

    private Attempt<ReviewTaskView> Claim(CaseFile file, CaseChange change, string taskId, Actor actor)
    {
        if (!file.Tasks.TryGetValue(taskId, out ReviewTaskRecord? task))
        {
            return new Problem(ProblemCodes.UnknownTask, TaskId);
        }

        if (ReviewRules.RefusalToWork(file, task, actor) is { } refusal)
        {
            return refusal;
        }

        if (!task.IsLive)
        {
            return new Problem(ProblemCodes.TaskClosed, TaskId);
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (!ReviewRules.IsFree(task, actor.Id, now))
        {
            return Problem.With(ProblemCodes.TaskClaimed, TaskId, "freeAt", ReviewRules.FreeAt(task));
        }

        if (task.ClaimedBy != actor.Id)
        {
            task = task with { State = ReviewTaskState.Claimed, ClaimedBy = actor.Id, ClaimedAt = now };
            change.Put(task);
            change.Enter(new(LedgerActions.ReviewClaimed, actor, task.TaskId));
            change.Project(task);
        }

        return ReviewTaskView.Of(file, task);
    }

    private Attempt<DecisionReceipt> Record(
        CaseFile file, CaseChange change, string taskId, string decisionId, DecisionData data, Actor actor)
    {
        if (!Ids.IsLowerCaseUuid(decisionId))
        {
            return new Problem(ProblemCodes.MalformedId, "decisionId");
        }

        if (!file.Tasks.TryGetValue(taskId, out ReviewTaskRecord? task))
        {
            return new Problem(ProblemCodes.UnknownTask, TaskId);
        }

        Tracing.LinkTo(file.TraceOf(CaseRows.Task(taskId)));
        if (ReviewRules.LevelProblemOf(task, actor) is { } foreign)
        {
            return foreign;
        }

        // Before the rules: they may have changed since the first of two sendings was recorded.
        string content = hash.HashContent("decision", new { taskId, actor.Id, data });
        if (file.Decisions.TryGetValue(decisionId, out DecisionRecord? known))
        {
            return known.ContentHash == content
                ? new DecisionReceipt(file.CaseId, taskId, decisionId, known.State)
                : new Problem(ProblemCodes.DecisionDiffers, "decisionId");
        }

        CatalogItem item = catalog.GetVersion(file.Existing.ItemCode, file.Existing.ItemVersion);
        if (ReviewRules.ProblemOf(data, item, task.Level) is { } problem)
        {
            return problem;
        }

        change.Put(new DecisionRecord(
            decisionId,
            taskId,
            actor.Id,
            data.Verdict,
            data.AmountFen,
            data.ReasonCode,
            data.Comment is { } comment ? DecisionComments.Protect(file, decisionId, comment) : null,
            content,
            clock.GetUtcNow(),
            DecisionState.Received));
        change.Enter(new(
            LedgerActions.DecisionReceived,
            actor,
            decisionId,
            data.Verdict.ToString(),
            data.ReasonCode,
            data.AmountFen));
        change.Enqueue(ReviewDecisionMessage.Queue, decisionId, new ReviewDecisionMessage(
            ReviewDecisionMessage.CurrentFormat, file.CaseId, taskId, decisionId));
        return new DecisionReceipt(file.CaseId, taskId, decisionId, DecisionState.Received);
    }
}
