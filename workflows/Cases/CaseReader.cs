using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;

namespace Daoban.Workflows.Cases;

/// <summary>Shows a case; one personal field in full only through a logged call of its own.</summary>
public sealed class CaseReader
{
    private readonly CaseFileStore store;
    private readonly AccessLog log;

    internal CaseReader(CaseFileStore store, AccessLog log)
    {
        this.store = store;
        this.log = log;
    }

    /// <summary>The case and its stage, the resident masked.</summary>
    public async Task<Attempt<CaseView>> ReadAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        return file.Record is { } record ? View(file, record) : new Problem(ProblemCodes.UnknownCase);
    }

    /// <summary>
    /// One personal field in full (<c>name</c>, <c>idNumber</c>, <c>phone</c>, <c>address</c>, <c>bankAccount</c>,
    /// <c>note</c>).
    /// </summary>
    /// <returns>The field, once its reading is in the reader's access chain.</returns>
    public async Task<Attempt<RevealedField>> RevealAsync(
        string caseId, string field, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        return file.Record is not { } record ? new Problem(ProblemCodes.UnknownCase)
            : ResidentProtection.Reveal(file, record, field) is not { } text
            ? new Problem(ProblemCodes.NotFound, "field")
            : await EnteredAsync(caseId, field, new RevealedField(field, text), actor, cancellationToken);
    }

    /// <summary>The comment on a decision in full; it may tell of the resident as much as any field.</summary>
    /// <returns>The field <c>comment</c>, once its reading is in the reader's access chain.</returns>
    public async Task<Attempt<RevealedField>> RevealCommentAsync(
        string caseId, string taskId, string decisionId, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        if (!file.Tasks.ContainsKey(taskId))
        {
            return new Problem(ProblemCodes.UnknownTask, "taskId");
        }

        if (!file.Decisions.TryGetValue(decisionId, out DecisionRecord? decision)
            || decision.TaskId != taskId
            || DecisionComments.Reveal(file, decision) is not { } text)
        {
            return new Problem(ProblemCodes.NotFound, "decisionId");
        }

        return await EnteredAsync(
            caseId,
            $"decision.{decisionId}.comment",
            new RevealedField("comment", text),
            actor,
            cancellationToken);
    }

    private async Task<RevealedField> EnteredAsync(
        string caseId, string subject, RevealedField field, Actor actor, CancellationToken cancellationToken)
    {
        await log.EnterAsync(
            new(LedgerActions.FieldRevealed, actor, subject, CaseId: caseId), cancellationToken);
        return field;
    }

    private static CaseView View(CaseFile file, CaseRecord record) => new(
        file.CaseId,
        record.ItemCode,
        record.ItemVersion,
        record.StationId,
        record.DistrictCode,
        record.Stage,
        record.ReasonCode,
        record.SubmittedAt,
        record.DueAt,
        record.ClosedAt,
        ResidentProtection.Mask(file, record),
        record.ProtectedNote is not null,
        [.. file.Documents.Values.OrderBy(document => document.MaterialCode).ThenBy(document => document.DocumentId)],
        [.. file.Tasks.Values.OrderBy(task => task.OpenedAt).Select(task => ReviewTaskView.Of(file, task))],
        file.Orders.Values.OrderBy(order => order.CreatedAt).Select(PaymentView.Of).LastOrDefault());
}
