using Daoban.Workflows.Alerts;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Audit;

/// <summary>Finds cases and what was done in them, and who read of a case.</summary>
public sealed class AuditSearch
{
    private const string Continuation = "continuation";

    private readonly AuditIndex index;
    private readonly ReadingIndex readings;
    private readonly CaseFileStore store;
    private readonly AccessLog log;
    private readonly AccessAlerts alerts;
    private readonly Relatives relatives;
    private readonly IKeyedHash hash;
    private readonly Continuations continuations;
    private readonly TimeProvider clock;

    internal AuditSearch(
        AuditIndex index,
        ReadingIndex readings,
        CaseFileStore store,
        AccessLog log,
        AccessAlerts alerts,
        Relatives relatives,
        IKeyedHash hash,
        TimeProvider clock)
    {
        this.index = index;
        this.readings = readings;
        this.store = store;
        this.log = log;
        this.alerts = alerts;
        this.relatives = relatives;
        this.hash = hash;
        this.clock = clock;
        continuations = new Continuations(hash);
    }

    /// <summary>One page of the ledger entries that meet all criteria: one storage request, two by case id.</summary>
    public async Task<Attempt<AuditPage>> SearchAsync(
        AuditCriteria criteria, string? continuation, Actor actor, CancellationToken cancellationToken)
    {
        Attempt<AuditQuery> query = AuditQuery.Parse(criteria);
        if (!query.Succeeded)
        {
            return query.Problem;
        }

        if (criteria.Person is { } person && await relatives.AreRelatedAsync(actor.Id, person, cancellationToken))
        {
            return new Problem(ProblemCodes.RelativeNotAllowed, "person");
        }

        string list = $"search|{RowJson.Serialize(criteria)}";
        string? position = null;
        if (continuation is not null && !continuations.TryOpen(list, continuation, out position))
        {
            return new Problem(ProblemCodes.MalformedParameter, Continuation);
        }

        if (criteria.CaseId is { } caseId)
        {
            return await SearchCaseAsync(caseId, query.Value, cancellationToken);
        }

        (IReadOnlyList<AuditHit> hits, string? next) = await index.FindAsync(query.Value, position, cancellationToken);
        return new AuditPage(hits, continuations.Seal(list, next));
    }

    /// <summary>
    /// The keyed hash by which a resident is searched for, so that no number gets into an address. The look-up is
    /// entered into the auditor's access chain.
    /// </summary>
    public async Task<Attempt<PersonHash>> HashPersonAsync(
        PersonLookup person, Actor actor, CancellationToken cancellationToken)
    {
        Attempt<ResidentIdNumber> number = ResidentIdNumber.Check(
            person.IdNumber, ChinaTime.DateOf(clock.GetUtcNow()), "idNumber");
        if (!number.Succeeded)
        {
            return number.Problem;
        }

        string hashed = hash.Hash("resident.idNumber", number.Value.Text);
        if (await relatives.AreRelatedAsync(actor.Id, hashed, cancellationToken))
        {
            return new Problem(ProblemCodes.RelativeNotAllowed, "idNumber");
        }

        await alerts.OnLookUpAsync(
            await log.EnterAsync(new(LedgerActions.PersonLookedUp, actor, hashed), cancellationToken));
        return new PersonHash(hashed);
    }

    /// <summary>One page of who read personal data of a case, or was denied it.</summary>
    public async Task<Attempt<ReadingPage>> ListReadingsAsync(
        string caseId, string? continuation, CancellationToken cancellationToken)
    {
        string list = $"readings|{caseId}";
        string? position = null;
        if (continuation is not null && !continuations.TryOpen(list, continuation, out position))
        {
            return new Problem(ProblemCodes.MalformedParameter, Continuation);
        }

        (IReadOnlyList<LedgerEntry> entries, string? next) =
            await readings.ListAsync(caseId, position, cancellationToken);
        return new ReadingPage(caseId, entries, continuations.Seal(list, next));
    }

    // A case's own ledger is one partition: no index is needed.
    private async Task<AuditPage> SearchCaseAsync(
        string caseId, AuditQuery query, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        return new AuditPage(
            [.. (await index.EntriesOfAsync(file, cancellationToken))
                .Where(query.Fits)
                .Reverse()
                .Select(entry => AuditHit.Of(caseId, entry))],
            Continuation: null);
    }
}
