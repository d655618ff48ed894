using Daoban.Workflows.Alerts;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Audit;

/// <summary>
/// How auditors, who see cases masked, come to read one field or paper: with a reason, a second person's approval, and
/// an entry for each step. Requests and decisions are in the case's ledger, readings in the reader's access chain.
/// </summary>
public sealed class UnmaskRequests
{
    private const string RequestId = "requestId";

    private readonly CaseFileStore store;
    private readonly CaseChanges changes;
    private readonly AccessLog log;
    private readonly AccessAlerts alerts;
    private readonly DocumentStore documents;
    private readonly WorkingCalendar calendar;
    private readonly TimeProvider clock;

    internal UnmaskRequests(
        CaseFileStore store,
        CaseChanges changes,
        AccessLog log,
        AccessAlerts alerts,
        DocumentStore documents,
        WorkingCalendar calendar,
        TimeProvider clock)
    {
        this.store = store;
        this.changes = changes;
        this.log = log;
        this.alerts = alerts;
        this.documents = documents;
        this.calendar = calendar;
        this.clock = clock;
    }

    /// <summary>Asks to see something in full. The same id with the same content answers alike.</summary>
    public async Task<Attempt<UnmaskRequestView>> RequestAsync(
        string caseId,
        string requestId,
        UnmaskRequestData data,
        Actor actor,
        DurableTaskClient client,
        CancellationToken cancellationToken) =>
        Ids.IsLowerCaseUuid(requestId)
            ? await changes.ApplyAsync(
                caseId, client, (file, change) => Request(file, change, requestId, data, actor), cancellationToken)
            : new Problem(ProblemCodes.MalformedId, RequestId);

    /// <summary>Approves or rejects a request, once. The same decision again answers alike.</summary>
    public async Task<Attempt<UnmaskRequestView>> DecideAsync(
        string caseId,
        string requestId,
        UnmaskDecisionData data,
        Actor actor,
        DurableTaskClient client,
        CancellationToken cancellationToken) =>
        Ids.IsLowerCaseUuid(data.DecisionId)
            ? await changes.ApplyAsync(
                caseId, client, (file, change) => Decide(file, change, requestId, data, actor), cancellationToken)
            : new Problem(ProblemCodes.MalformedId, "decisionId");

    /// <summary>The requests of a case, the newest first.</summary>
    public async Task<Attempt<UnmaskRequestList>> ListAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        return new UnmaskRequestList(
            caseId,
            [.. file.UnmaskRequests.Values
                .OrderByDescending(request => request.RequestedAt)
                .ThenBy(request => request.RequestId, StringComparer.Ordinal)
                .Select(View)]);
    }

    /// <summary>One request.</summary>
    public async Task<Attempt<UnmaskRequestView>> FindAsync(
        string caseId, string requestId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        return file.UnmaskRequests.TryGetValue(requestId, out UnmaskRequestRecord? request)
            ? View(request)
            : new Problem(ProblemCodes.UnknownRequest, RequestId);
    }

    /// <summary>
    /// What was approved, to its requester alone and while the approval is good, once the reading is in the reader's
    /// access chain.
    /// </summary>
    public async Task<Attempt<UnmaskedReading>> ReadAsync(
        string caseId, string requestId, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        if (!file.UnmaskRequests.TryGetValue(requestId, out UnmaskRequestRecord? request))
        {
            return new Problem(ProblemCodes.UnknownRequest, RequestId);
        }

        if (request.RequestedBy != actor.Id)
        {
            return new Problem(ProblemCodes.RequestNotYours, RequestId);
        }

        UnmaskState state = UnmaskRules.StateOf(request, clock.GetUtcNow());
        return state is not UnmaskState.Approved
                ? Problem.With(ProblemCodes.NotApproved, RequestId, "state", state)
            : request.Field is UnmaskFields.Originals || !UnmaskFields.Has(file, request.Field)
                ? new Problem(ProblemCodes.UnknownField, "field")
            : UnmaskFields.DocumentOf(request.Field) is { } documentId
                ? await ReadDocumentAsync(file, request, documentId, actor, cancellationToken)
            : await ReadFieldAsync(file, request, actor, cancellationToken);
    }

    /// <summary>
    /// Whether the actor has asked to see the field, somebody approved it, and the approval is good now. For readings
    /// elsewhere, such as the originals of an evidence package; whoever gives them out enters the reading.
    /// </summary>
    public async Task<bool> IsApprovedAsync(
        string caseId, string field, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        return UnmaskFields.Has(file, field) && file.UnmaskRequests.Values.Any(request =>
            request.Field == field
            && request.RequestedBy == actor.Id
            && UnmaskRules.StateOf(request, now) is UnmaskState.Approved);
    }

    private Attempt<UnmaskRequestView> Request(
        CaseFile file, CaseChange change, string requestId, UnmaskRequestData data, Actor actor)
    {
        if (file.Record is null)
        {
            return new Problem(ProblemCodes.UnknownCase);
        }

        if (file.UnmaskRequests.TryGetValue(requestId, out UnmaskRequestRecord? known))
        {
            return (known.Field, known.ReasonCode, known.Reference, known.RequestedBy)
                == (data.Field, data.ReasonCode, data.Reference, actor.Id)
                    ? View(known)
                    : new Problem(ProblemCodes.RequestDiffers, RequestId);
        }

        if (UnmaskRules.IsInvolved(file, actor))
        {
            return new Problem(ProblemCodes.SamePerson);
        }

        if (UnmaskRules.ProblemOf(file, data) is { } problem)
        {
            return problem;
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (file.UnmaskRequests.Values.FirstOrDefault(other =>
            other.Field == data.Field
            && other.RequestedBy == actor.Id
            && UnmaskRules.StateOf(other, now) is UnmaskState.Requested or UnmaskState.Approved) is { } open)
        {
            return Problem.With(ProblemCodes.RequestOpen, "field", RequestId, open.RequestId);
        }

        UnmaskRequestRecord request = new(
            requestId,
            data.Field,
            data.ReasonCode,
            data.Reference,
            actor.Id,
            now,
            calendar.After(now, UnmaskRules.DecideWithin).At);
        change.Put(request);
        change.Enter(new(LedgerActions.UnmaskRequested, actor, requestId, data.Field, data.ReasonCode));
        return View(request);
    }

    private Attempt<UnmaskRequestView> Decide(
        CaseFile file, CaseChange change, string requestId, UnmaskDecisionData data, Actor actor)
    {
        Tracing.LinkTo(file.TraceOf(CaseRows.Unmask(requestId)));
        if (!file.UnmaskRequests.TryGetValue(requestId, out UnmaskRequestRecord? request))
        {
            return new Problem(ProblemCodes.UnknownRequest, RequestId);
        }

        if (UnmaskRules.IsOrActsFor(actor, request.RequestedBy) || UnmaskRules.IsInvolved(file, actor))
        {
            return new Problem(ProblemCodes.SamePerson);
        }

        if (request.DecisionId == data.DecisionId)
        {
            return (request.Verdict, request.DecidedBy) == (data.Verdict, actor.Id)
                ? View(request)
                : new Problem(ProblemCodes.DecisionDiffers, "decisionId");
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (UnmaskRules.StateOf(request, now) is not UnmaskState.Requested)
        {
            return new Problem(ProblemCodes.RequestClosed, RequestId);
        }

        bool approved = data.Verdict is Verdict.Approved;
        UnmaskRequestRecord decided = request with
        {
            DecisionId = data.DecisionId,
            Verdict = data.Verdict,
            DecidedBy = actor.Id,
            DecidedAt = now,
            ValidUntil = approved ? now + UnmaskRules.ApprovalHolds : null,
        };
        change.Put(decided);
        change.Enter(new(
            approved ? LedgerActions.UnmaskApproved : LedgerActions.UnmaskRejected, actor, requestId, request.Field));
        return View(decided);
    }

    private async Task<Attempt<UnmaskedReading>> ReadFieldAsync(
        CaseFile file, UnmaskRequestRecord request, Actor actor, CancellationToken cancellationToken)
    {
        string text = UnmaskFields.Reveal(file, request.Field)!;
        await EnterAsync(
            Entry(LedgerActions.FieldRevealed, request.Field, file, request, actor), cancellationToken);
        return new UnmaskedReading(new RevealedField(request.Field, text), Document: null);
    }

    private async Task<Attempt<UnmaskedReading>> ReadDocumentAsync(
        CaseFile file, UnmaskRequestRecord request, string documentId, Actor actor, CancellationToken cancellationToken)
    {
        await EnterAsync(Entry(LedgerActions.DocumentRead, documentId, file, request, actor), cancellationToken);
        Attempt<DocumentContent> paper = await documents.ReadAsync(
            file.CaseId, documentId, file.Key, cancellationToken);
        return paper.Succeeded ? new UnmaskedReading(Field: null, paper.Value) : paper.Problem;
    }

    private async Task EnterAsync(LedgerDraft reading, CancellationToken cancellationToken) =>
        await alerts.OnReadAsync(await log.EnterAsync(reading, cancellationToken), isOwnCase: true);

    // The outcome names the request, so that every reading leads to who approved it.
    private static LedgerDraft Entry(
        string action, string subject, CaseFile file, UnmaskRequestRecord request, Actor actor) =>
        new(action, actor, subject, request.RequestId, request.ReasonCode, CaseId: file.CaseId);

    private UnmaskRequestView View(UnmaskRequestRecord request) => UnmaskRequestView.Of(request, clock.GetUtcNow());
}
