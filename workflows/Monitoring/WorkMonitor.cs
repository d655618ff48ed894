using Daoban.Workflows.Audit;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Review;
using Daoban.Workflows.Rights;

namespace Daoban.Workflows.Monitoring;

/// <summary>
/// Measures how much work there is: what is open is read from the worklists, which hold nothing else; cases between
/// them, waiting payments and what was closed from the audit index, of which only the newest hour is read each time. A
/// case costs no storage request for it, and no table of cases is ever scanned.
/// </summary>
public sealed class WorkMonitor : IDisposable
{
    // Longer than any case stays open under the catalog's limits.
    private const int DaysBack = 120;

    private static readonly TimeSpan ReadAgain = TimeSpan.FromHours(1);
    private static readonly TimeSpan StartAgain = TimeSpan.FromDays(1);
    private static readonly TimeSpan LapsedShownFor = TimeSpan.FromDays(7);

    private readonly AuditIndex index;
    private readonly ReviewWorklist reviews;
    private readonly RightsWorklist rights;
    private readonly OutboxMarks marks;
    private readonly ICatalog catalog;
    private readonly WorkingCalendar calendar;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim gate = new(1);
    private OpenCases cases = new();
    private DateTimeOffset? beganAt;
    private DateTimeOffset? readAt;

    internal WorkMonitor(
        AuditIndex index,
        ReviewWorklist reviews,
        RightsWorklist rights,
        OutboxMarks marks,
        ICatalog catalog,
        WorkingCalendar calendar,
        TimeProvider clock)
    {
        this.index = index;
        this.reviews = reviews;
        this.rights = rights;
        this.marks = marks;
        this.catalog = catalog;
        this.calendar = calendar;
        this.clock = clock;
    }

    /// <summary>Measures, if anybody looks. Called by a timer.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (WorkGauges.Enabled)
        {
            WorkGauges.Show(await ReadAsync(cancellationToken));
        }
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    /// <summary>How much work there is now.</summary>
    internal async Task<WorkSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            DateTimeOffset now = clock.GetUtcNow();
            await CatchUpAsync(now, cancellationToken);
            IReadOnlyList<ReviewTaskSummary> tasks = await reviews.ListAllAsync(cancellationToken);
            IReadOnlyList<RightsRequestSummary> requests = await rights.ListAllAsync(cancellationToken);
            IReadOnlyList<OutboxMark> left = await marks.ListLeftAsync(cancellationToken);
            HashSet<string> inReview = [.. tasks.Select(task => task.CaseId)];
            (string Id, CaseStage Stage)[] stages =
                [.. cases.Open.Select(one => (one.Key, StageOf(one.Key, one.Value, inReview)))];
            Dictionary<CaseStage, long> counts = Enum.GetValues<CaseStage>().ToDictionary(
                stage => stage, stage => stages.LongCount(one => one.Stage == stage));
            counts[CaseStage.InReview] = inReview.Count;
            foreach ((CaseStage stage, long closed) in cases.ClosedOn(ChinaTime.DateOf(now)))
            {
                counts[stage] = closed;
            }

            return new WorkSnapshot(
                counts,
                [
                    Waits("review", tasks.Select(task => new Wait(task.OpenedAt, task.DueAt))),
                    Waits("payment", stages.Where(one => one.Stage is CaseStage.PaymentDue)
                        .Select(one => PaymentWait(cases.Open[one.Id]))),
                    Waits("rights", requests.Select(request => new Wait(request.RequestedAt, request.DueAt))),
                    Waits("unmask", cases.Unmasking.Select(at => new Wait(
                        at, calendar.After(at, UnmaskRules.DecideWithin).At))),
                    Waits("outbox", left.Select(mark => new Wait(
                        mark.WaitingSince, mark.WaitingSince + OutboxMarks.Overdue))),
                ]);

            WaitState Waits(string kind, IEnumerable<Wait> waits) => WaitState.Of(kind, [.. waits], now);
        }
        finally
        {
            gate.Release();
        }
    }

    private static CaseStage StageOf(string caseId, OpenCase one, HashSet<string> inReview) =>
        inReview.Contains(caseId) ? CaseStage.InReview
        : one.IsPaid ? CaseStage.Paid
        : one.ApprovedAt is not null ? CaseStage.PaymentDue
        : CaseStage.Submitted;

    // By the item as it is offered today: the order itself is in the case file alone.
    private Wait PaymentWait(OpenCase one)
    {
        DateTimeOffset since = one.ApprovedAt!.Value;
        return new Wait(since, catalog.Find(one.ItemCode)?.Payment is { } rule
            ? calendar.After(since, rule.ValidFor).At
            : since + StartAgain);
    }

    private async Task CatchUpAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (readAt is null || now - beganAt >= StartAgain)
        {
            (cases, beganAt, readAt) = (new OpenCases(), now, null);
        }

        DateTimeOffset since = readAt is { } read ? read - ReadAgain : now.AddDays(-DaysBack);
        List<(string CaseId, AuditIndexEntry Entry)> entries = [];
        for (DateOnly day = ChinaTime.DateOf(now); day >= ChinaTime.DateOf(since); day = day.AddDays(-1))
        {
            await foreach ((string, AuditIndexEntry) entry in index.ReadDayAsync(
                day, since, OpenCases.Actions, cancellationToken))
            {
                entries.Add(entry);
            }
        }

        foreach ((string caseId, AuditIndexEntry entry) in entries.OrderBy(entry => entry.Entry.At))
        {
            cases.Apply(caseId, entry);
        }

        cases.ForgetUnmasking(now - LapsedShownFor);
        cases.ForgetClosed(now.AddDays(-2));
        readAt = now;
    }
}
