using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Rights;

/// <summary>
/// Takes down what residents ask of their own data, and takes the decision of a second person. What was decided is done
/// by <see cref="RightsRequestOrchestrator"/>.
/// </summary>
public sealed class RightsDesk
{
    private const string RequestId = "requestId";

    private readonly CaseFileStore store;
    private readonly CaseChanges changes;
    private readonly RightsWorklist worklist;
    private readonly IKeyedHash hash;
    private readonly WorkingCalendar calendar;
    private readonly IOptions<RightsOptions> options;
    private readonly TimeProvider clock;

    internal RightsDesk(
        CaseFileStore store,
        CaseChanges changes,
        RightsWorklist worklist,
        IKeyedHash hash,
        WorkingCalendar calendar,
        IOptions<RightsOptions> options,
        TimeProvider clock)
    {
        this.store = store;
        this.changes = changes;
        this.worklist = worklist;
        this.hash = hash;
        this.calendar = calendar;
        this.options = options;
        this.clock = clock;
    }

    /// <summary>Takes a request down and starts its orchestration. The same again answers alike.</summary>
    public Task<Attempt<RightsRequestView>> RequestAsync(
        string caseId,
        string requestId,
        RightsRequestData data,
        Actor actor,
        DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(
            caseId, client, (file, change) => Record(file, change, requestId, data, actor), cancellationToken);

    /// <summary>Decides a request. The same decision again answers alike.</summary>
    public Task<Attempt<RightsRequestView>> DecideAsync(
        string caseId,
        string requestId,
        RightsDecisionData data,
        Actor actor,
        DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(
            caseId, client, (file, change) => Decide(file, change, requestId, data, actor), cancellationToken);

    /// <summary>A request with what became of it.</summary>
    public async Task<Attempt<RightsRequestView>> ReadAsync(
        string caseId, string requestId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        return file.Requests.TryGetValue(requestId, out RightsRequestRecord? request)
            ? RightsRequestView.Of(caseId, request)
            : new Problem(ProblemCodes.UnknownRequest, RequestId);
    }

    /// <summary>Every request of a case, oldest first.</summary>
    public async Task<Attempt<RightsRequestList>> ListAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        return new RightsRequestList(
            caseId,
            [.. file.Requests.Values
                .OrderBy(request => request.RequestedAt)
                .ThenBy(request => request.RequestId, StringComparer.Ordinal)
                .Select(request => RightsRequestView.Of(caseId, request))]);
    }

    /// <summary>One page of open requests of one of the decider's districts (default: their first).</summary>
    public async Task<Attempt<RightsRequestPage>> ListOpenAsync(
        Actor actor, string? district, string? continuation, CancellationToken cancellationToken)
    {
        string? wanted = district ?? (actor.Districts is [string first, ..] ? first : null);
        if (wanted is null || !actor.Districts.Contains(wanted))
        {
            return new Problem(ProblemCodes.DistrictNotYours, "district");
        }

        RightsRequestPage? page = await worklist.ListAsync(wanted, continuation, cancellationToken);
        return page is null ? new Problem(ProblemCodes.MalformedParameter, "continuation") : page;
    }

    private Attempt<RightsRequestView> Record(
        CaseFile file, CaseChange change, string requestId, RightsRequestData data, Actor actor)
    {
        if (!Ids.IsLowerCaseUuid(requestId))
        {
            return new Problem(ProblemCodes.MalformedId, RequestId);
        }

        string content = hash.HashContent("rights-request", new { data, actor.Id });
        if (file.Requests.TryGetValue(requestId, out RightsRequestRecord? known))
        {
            return known.ContentHash == content
                ? RightsRequestView.Of(file.CaseId, known)
                : new Problem(ProblemCodes.RequestDiffers, RequestId);
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (RightsRules.ProblemOf(file, data) is { } problem)
        {
            return problem;
        }

        Attempt<string>? newValue = data.NewValue is { } typed
            ? Corrections.Normalize(file.Existing, data.Field!, typed, ChinaTime.DateOf(now))
            : null;
        if (newValue is { Succeeded: false })
        {
            return newValue.Problem;
        }

        RightsRequestRecord request = New(file, requestId, data, newValue?.Value, actor, content, now);
        change.PutAndProject(request);
        change.Enter(new(
            LedgerActions.RightsRequested, actor, requestId, RightsRules.CodeOf(data.Kind), data.ReasonCode));
        change.Start(requestId, nameof(RightsRequestOrchestrator), new RightsStart(
            file.CaseId, requestId, request.RemindAt, request.DueAt, request.LapseAt));
        return RightsRequestView.Of(file.CaseId, request);
    }

    private RightsRequestRecord New(
        CaseFile file,
        string requestId,
        RightsRequestData data,
        string? newValue,
        Actor actor,
        string content,
        DateTimeOffset now)
    {
        RightsOptions limits = options.Value;
        DateTimeOffset due = After(limits.DueAfterWorkingDays);
        return new RightsRequestRecord(
            requestId,
            data.Kind,
            data.Field,
            newValue is null ? null : Corrections.Protect(file, requestId, newValue),
            data.ReasonCode,
            actor.Id,
            now,
            content,
            RightsState.Open,
            After(limits.RemindAfterWorkingDays),
            due,
            data.Kind is RightsKind.Delete or RightsKind.Restrict ? due : After(limits.LapseAfterWorkingDays));

        DateTimeOffset After(int days) => calendar.After(now, new Duration(days, DurationUnit.WorkingDays)).At;
    }

    private Attempt<RightsRequestView> Decide(
        CaseFile file, CaseChange change, string requestId, RightsDecisionData data, Actor actor)
    {
        if (!Ids.IsLowerCaseUuid(data.DecisionId))
        {
            return new Problem(ProblemCodes.MalformedId, "decisionId");
        }

        Tracing.LinkTo(file.TraceOf(CaseRows.Request(requestId)));
        if (!file.Requests.TryGetValue(requestId, out RightsRequestRecord? request))
        {
            return new Problem(ProblemCodes.UnknownRequest, RequestId);
        }

        if (request.RequestedBy == actor.Id)
        {
            return new Problem(ProblemCodes.SamePerson, RequestId);
        }

        if (request.DecisionId == data.DecisionId)
        {
            return request.DecidedBy == actor.Id
                && request.State == RightsRules.StateOf(data.Verdict)
                && request.DecisionReasonCode == data.ReasonCode
                ? RightsRequestView.Of(file.CaseId, request)
                : new Problem(ProblemCodes.DecisionDiffers, "decisionId");
        }

        if (request.State is not RightsState.Open)
        {
            return new Problem(ProblemCodes.RequestClosed, RequestId);
        }

        if (RightsRules.ProblemOf(data) is { } problem)
        {
            return problem;
        }

        request = request with
        {
            State = RightsRules.StateOf(data.Verdict),
            DecisionId = data.DecisionId,
            DecidedBy = actor.Id,
            DecidedAt = clock.GetUtcNow(),
            DecisionReasonCode = data.ReasonCode,
        };
        change.PutAndProject(request);
        change.Enter(new(
            LedgerActions.RightsDecided, actor, requestId, data.Verdict.ToString(), data.ReasonCode));
        change.Raise(requestId, RightsDecided.EventName, new RightsDecided(requestId, data.Verdict));
        return RightsRequestView.Of(file.CaseId, request);
    }
}
