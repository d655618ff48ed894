using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;

namespace Daoban.Workflows.Cases;

/// <summary>Shows a case; one personal field in full only through a logged call of its own.</summary>
public sealed class CaseReader
{
    private readonly CaseFileStore store;
    private readonly PersonalReads reads;
    private readonly MaskingPolicy policy;
    private readonly TimeProvider clock;

    internal CaseReader(CaseFileStore store, PersonalReads reads, MaskingPolicy policy, TimeProvider clock)
    {
        this.policy = policy;
        this.clock = clock;
        this.store = store;
        this.reads = reads;
    }

    /// <summary>The case and its stage, the resident masked as the reader's role may see one.</summary>
    public async Task<Attempt<CaseView>> ReadAsync(string caseId, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadCurrentAsync(caseId, cancellationToken);
        return file.Record is { } record ? View(file, record, actor) : new Problem(ProblemCodes.UnknownCase);
    }

    /// <summary>
    /// One personal field in full (<c>name</c>, <c>idNumber</c>, <c>phone</c>, <c>address</c>, <c>bankAccount</c>,
    /// <c>note</c>).
    /// </summary>
    /// <returns>The field, once its reading is in the reader's access chain.</returns>
    public async Task<Attempt<RevealedField>> RevealAsync(
        string caseId, string field, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadCurrentAsync(caseId, cancellationToken);
        if (file.Record is not { } record)
        {
            return new Problem(ProblemCodes.UnknownCase);
        }

        return !ResidentFields.All.Contains(field) ? new Problem(ProblemCodes.NotFound, "field")
            : policy.RefusalToReveal(actor.Role, field, record, clock.GetUtcNow()) is { } refusal ? refusal
            : ResidentProtection.Reveal(file, record, field) is not { } text
            ? new Problem(ProblemCodes.NotFound, "field")
            : await EnteredAsync(file, field, new RevealedField(field, text), actor, cancellationToken);
    }

    /// <summary>The comment on a decision in full; it may tell of the resident as much as any field.</summary>
    /// <returns>The field <c>comment</c>, once its reading is in the reader's access chain.</returns>
    public async Task<Attempt<RevealedField>> RevealCommentAsync(
        string caseId, string taskId, string decisionId, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadCurrentAsync(caseId, cancellationToken);
        if (!file.Tasks.ContainsKey(taskId))
        {
            return new Problem(ProblemCodes.UnknownTask, "taskId");
        }

        if (policy.RefusalToReveal(actor.Role, "comment", file.Existing, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        if (!file.Decisions.TryGetValue(decisionId, out DecisionRecord? decision)
            || decision.TaskId != taskId
            || DecisionComments.Reveal(file, decision) is not { } text)
        {
            return new Problem(ProblemCodes.NotFound, "decisionId");
        }

        return await EnteredAsync(
            file,
            $"decision.{decisionId}.comment",
            new RevealedField("comment", text),
            actor,
            cancellationToken);
    }

    private async Task<RevealedField> EnteredAsync(
        CaseFile file, string subject, RevealedField field, Actor actor, CancellationToken cancellationToken)
    {
        await reads.EnterAsync(file, LedgerActions.FieldRevealed, subject, actor, cancellationToken);
        return field;
    }

    private CaseView View(CaseFile file, CaseRecord record, Actor actor) => new(
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
        policy.LevelOf(actor.Role, "name", record, clock.GetUtcNow()) >= DisclosureLevel.StaffList
            ? ResidentProtection.Mask(file, record)
            : null,
        record.ProtectedNote is not null,
        [.. file.Documents.Values.OrderBy(document => document.MaterialCode).ThenBy(document => document.DocumentId)],
        [.. file.Tasks.Values.OrderBy(task => task.OpenedAt).Select(task => ReviewTaskView.Of(file, task))],
        file.Orders.Values.OrderBy(order => order.CreatedAt).Select(PaymentView.Of).LastOrDefault(),
        record.DataState,
        record.DataReason,
        record.Notice,
        [.. file.Consents.Values
            .OrderBy(consent => consent.GivenAt)
            .ThenBy(consent => consent.ConsentId, StringComparer.Ordinal)
            .Select(ConsentView.Of)]);
}
