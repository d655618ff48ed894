using System.Text.RegularExpressions;
using Azure;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Statements;

/// <summary>Where two people resolve what does not agree between the bank and us.</summary>
public sealed partial class DiscrepancyDesk
{
    private readonly DiscrepancyBook book;
    private readonly StatementImport import;
    private readonly CaseFileStore store;
    private readonly Relatives relatives;
    private readonly AccessLog log;
    private readonly TimeProvider clock;

    internal DiscrepancyDesk(
        DiscrepancyBook book,
        StatementImport import,
        CaseFileStore store,
        Relatives relatives,
        AccessLog log,
        TimeProvider clock)
    {
        this.book = book;
        this.import = import;
        this.store = store;
        this.relatives = relatives;
        this.log = log;
        this.clock = clock;
    }

    /// <summary>The discrepancies of a day in China.</summary>
    /// <returns>The list; <c>malformed-parameter</c>.</returns>
    public async Task<Attempt<DiscrepancyList>> ListAsync(string day, CancellationToken cancellationToken)
    {
        if (DayOf(day) is not { } date)
        {
            return new Problem(ProblemCodes.MalformedParameter, "day");
        }

        ILookup<DateOnly, DiscrepancyRecord> found = await book.ListAsync(date, date, cancellationToken);
        return new DiscrepancyList(
            date,
            [.. found[date].OrderBy(one => one.State).ThenBy(one => one.FoundAt).Select(DiscrepancyView.Of)]);
    }

    /// <summary>
    /// Says how a discrepancy is resolved: the first person proposes, another one confirms by saying the same. Each
    /// step stands in that person's own chain first.
    /// </summary>
    /// <returns>
    /// The discrepancy; <c>malformed-parameter</c>, <c>unknown-discrepancy</c>, <c>reason-required</c>,
    /// <c>relative-not-allowed</c>, <c>same-person</c> or <c>resolution-differs</c>.
    /// </returns>
    public async Task<Attempt<DiscrepancyView>> ResolveAsync(
        string day, string discrepancyId, ResolutionData data, Actor by, CancellationToken cancellationToken)
    {
        if (DayOf(day) is not { } date)
        {
            return new Problem(ProblemCodes.MalformedParameter, "day");
        }

        if (!ResolutionCodes.All.Contains(data.ReasonCode))
        {
            return Problem.With(ProblemCodes.ReasonRequired, "reasonCode", "allowed", ResolutionCodes.All);
        }

        while (Id().IsMatch(discrepancyId)
            && await book.FindAsync(date, discrepancyId, cancellationToken) is ({ } known, ETag tag))
        {
            if (await IsOfARelativeAsync(known, by, cancellationToken))
            {
                return new Problem(ProblemCodes.RelativeNotAllowed);
            }

            Attempt<DiscrepancyRecord> said = DiscrepancyRules.Resolve(known, data.ReasonCode, by, clock.GetUtcNow());
            if (!said.Succeeded)
            {
                return said.Problem;
            }

            if (said.Value != known)
            {
                await EnterAsync(date, said.Value, by, cancellationToken);
            }

            if (said.Value == known || await book.TryReplaceAsync(date, said.Value, tag, cancellationToken))
            {
                await WaiveAsync(date, said.Value, cancellationToken);
                return DiscrepancyView.Of(said.Value);
            }
        }

        return new Problem(ProblemCodes.UnknownDiscrepancy, "discrepancyId");
    }

    private async Task<bool> IsOfARelativeAsync(DiscrepancyRecord known, Actor by, CancellationToken cancellationToken)
    {
        if (known.CaseId is not { } caseId)
        {
            return false;
        }

        CaseFile file = await store.LoadClosedAsync(caseId, cancellationToken);
        return file.Record is { } record
            && await relatives.AreRelatedAsync(by.Id, record.Resident.IdNumberHash, cancellationToken);
    }

    private DateOnly? DayOf(string day) => day.Length == 0 ? null : Days.Parse(day, clock);

    private Task<LedgerEntry> EnterAsync(
        DateOnly day, DiscrepancyRecord said, Actor by, CancellationToken cancellationToken) => log.EnterAsync(
            new LedgerDraft(
                said.State is DiscrepancyState.Resolved
                    ? LedgerActions.DiscrepancyResolved
                    : LedgerActions.DiscrepancyProposed,
                by,
                $"{Days.Text(day)}/{said.Id}",
                said.Code,
                said.ReasonCode,
                said.AmountFen,
                said.CaseId),
            cancellationToken);

    private async Task WaiveAsync(DateOnly day, DiscrepancyRecord said, CancellationToken cancellationToken)
    {
        if (said is { Code: DiscrepancyCodes.StatementMissing, State: DiscrepancyState.Resolved })
        {
            await import.WaiveAsync(day, cancellationToken);
        }
    }

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Id();
}
