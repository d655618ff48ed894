using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Cases;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Tests.Audit;

public sealed class CaseTimelineTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Timeline_PaidCase_IsSoundAndInOrder()
    {
        string caseId = await PayAsync();

        TimelinePage page = await ReadAsync(caseId);

        Assert.Empty(page.Findings);
        Assert.True(page is { IsSound: true, AreRowsChecked: true, Purged: [], Continuation: null });
        Assert.Equal(page.Lines.Select(line => line.At).Order(), page.Lines.Select(line => line.At));
        Assert.Contains(page.Lines, line => line is { Source: "history", Name: nameof(OpenReviewTask) });
        Assert.Contains(page.Lines, line => line is { Source: "ledger", What: "payment-settled" });
        Assert.All(page.Lines, line => Assert.Empty(line.Flags));
    }

    [Fact]
    public async Task Timeline_RejectedCase_IsSound()
    {
        Assert.Empty((await ReadAsync(await RejectAsync())).Findings);
    }

    [Fact]
    public async Task Timeline_CaseUnderWay_IsSound()
    {
        string caseId = await host.SubmitAsync();
        await host.TaskAsync(caseId, 1);

        Assert.Empty((await ReadAsync(caseId)).Findings);
    }

    [Fact]
    public async Task Timeline_LapsedPayment_IsSound()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(1_080_000);
        await host.AdvanceThroughQueriesAsync(order.ExpiresAt);
        Assert.Equal(CaseStage.Lapsed, (await host.UntilClosedAsync(caseId)).Existing.Stage);

        Assert.Empty((await ReadAsync(caseId)).Findings);
    }

    [Fact]
    public async Task Timeline_LapsedReview_IsSound()
    {
        string caseId = await host.SubmitAsync();
        ReviewTaskRecord task = await host.TaskAsync(caseId, 1);
        host.Time.SetUtcNow(task.RemindAt);
        await host.UntilAsync(caseId, file => file.Tasks[task.TaskId].RemindedAt is not null);
        host.Time.SetUtcNow(task.EscalateAt);
        await host.UntilAsync(caseId, file => file.Tasks[task.TaskId].EscalatedAt is not null);
        await Eventually.HoldsAsync(async () =>
        {
            host.Time.SetUtcNow(task.LapseAt);
            return (await host.Client.GetInstanceAsync(caseId))!.IsCompleted;
        });

        Assert.Empty((await ReadAsync(caseId)).Findings);
    }

    [Fact]
    public async Task Timeline_DisputedAmount_IsSound()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(1_080_000);
        await host.CallBackAsync(new BankCallback(order.OrderId, "serial-wrong", 1, host.Time.GetUtcNow()));
        await host.CallBackAsync(host.Bank.Pay(order.OrderId, 1_080_000));
        await host.UntilClosedAsync(caseId);

        TimelinePage page = await ReadAsync(caseId);

        Assert.Empty(page.Findings);
        Assert.Contains(page.Lines, line => line is { What: "payment-disputed", Reason: "mismatch" });
    }

    [Fact]
    public async Task Timeline_RowChangedBehindTheLedger_IsFlagged()
    {
        string caseId = await RejectAsync();
        TableEntity row = await RowAsync(caseId, CaseRows.Case);
        row["Json"] = row.GetString("Json").Replace("\"rejected\"", "\"completed\"", StringComparison.Ordinal);
        await Table().UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.Equal([new(TimelineFindings.RowDiffers, "case")], (await ReadAsync(caseId)).Findings);
    }

    [Fact]
    public async Task Timeline_RowRemovedOrAdded_IsFlagged()
    {
        string caseId = await RejectAsync();
        string decision = CaseRows.Decision((await host.FileAsync(caseId)).Decisions.Keys.Single());
        TableEntity row = await RowAsync(caseId, decision);
        await Table().DeleteEntityAsync(caseId, decision);
        await Table().AddEntityAsync(CaseRows.ToEntity(
            caseId, CaseRows.Document("d"), """{"documentId":"d","materialCode":"M01","mediaType":"","sha256":""}"""));

        Assert.Equal(
            [new(TimelineFindings.RowUnentered, "d|d"), new(TimelineFindings.RowMissing, row.RowKey)],
            (await ReadAsync(caseId)).Findings);
    }

    [Fact]
    public async Task Timeline_LedgerEntryRemoved_IsABrokenChainAndAnEventWithoutEntry()
    {
        string caseId = await RejectAsync();
        LedgerEntry applied = await EntryAsync(caseId, LedgerActions.DecisionApplied);
        await Table().DeleteEntityAsync(caseId, LedgerRows.Entry(applied.Sequence));

        TimelinePage page = await ReadAsync(caseId);

        Assert.Contains(page.Findings, finding => finding.Code == TimelineFindings.ChainBroken);
        // An event may arrive twice: whatever stands for the entry is flagged, and nothing else.
        TimelineLine[] flagged = [.. page.Lines.Where(line => line.Flags.Count > 0)];
        Assert.NotEmpty(flagged);
        Assert.All(flagged, line => Assert.Equal(
            (ReviewDecided.EventName, TimelineFindings.NotInLedger), (line.Name, Assert.Single(line.Flags))));
    }

    [Fact]
    public async Task Timeline_LedgerRowThatIsNone_IsABrokenChain()
    {
        string caseId = await RejectAsync();
        TableEntity row = await RowAsync(caseId, LedgerRows.Entry(2));
        row["Json"] = "{";
        await Table().UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.Contains(new(TimelineFindings.ChainBroken, "ledger"), (await ReadAsync(caseId)).Findings);
    }

    [Fact]
    public async Task Timeline_HistoryEventRemoved_IsAHistoryThatDiffersAndAnEntryWithoutEvent()
    {
        string caseId = await RejectAsync();
        TamperedClient client = new(host.Client)
        {
            Change = (_, events) => [.. events.Where(recorded => recorded is not EventRaisedEvent)],
        };

        TimelinePage page = await ReadAsync(caseId, client);

        LedgerEntry applied = await EntryAsync(caseId, LedgerActions.DecisionApplied);
        Assert.Equal(
            [
                new(TimelineFindings.HistoryDiffers, caseId),
                new(TimelineFindings.NotInHistory, $"ledger/{applied.Sequence}"),
            ],
            page.Findings);
        Assert.Equal("decision-applied", Assert.Single(page.Lines, line => line.Flags.Count > 0).What);
    }

    [Fact]
    public async Task Timeline_HistoryCutOff_Differs()
    {
        string caseId = await RejectAsync();
        TamperedClient client = new(host.Client) { Change = (_, events) => [.. events.Take(3)] };

        Assert.Contains(
            new(TimelineFindings.HistoryDiffers, caseId), (await ReadAsync(caseId, client)).Findings);
    }

    [Fact]
    public async Task Timeline_InstanceGone_IsMissingUnlessItWasPurged()
    {
        string caseId = await RejectAsync();
        TamperedClient client = new(host.Client) { IsGone = id => id == caseId };
        host.Time.Advance(TimelineCheck.Patience);
        TimelinePage gone = await ReadAsync(caseId, client);

        await new EnterHistory(host.Get<CaseChanges>()).RunAsync(
            new(caseId, caseId, HistoryEntering.Purge), host.Client, default);
        TimelinePage purged = await ReadAsync(caseId, client);

        Assert.Contains(new(TimelineFindings.HistoryMissing, caseId), gone.Findings);
        Assert.Empty(purged.Findings);
        Assert.Equal([caseId], purged.Purged);
    }

    [Fact]
    public async Task Timeline_ForgedEvent_IsNotInTheLedger()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.TaskAsync(caseId, 1);
        await host.Client.RaiseEventAsync(
            caseId, ReviewDecided.EventName, new ReviewDecided("task", "d-1", Verdict.Approved, null, null));

        TimelinePage page = null!;
        await Eventually.HoldsAsync(async () => (page = await ReadAsync(caseId)).Findings.Count > 0);

        Assert.Equal(TimelineFindings.NotInLedger, Assert.Single(page.Findings).Code);
    }

    [Fact]
    public async Task Timeline_LongCase_IsPaged()
    {
        string caseId = await PayAsync();
        TamperedClient client = new(host.Client)
        {
            // As long as it takes, and nothing that the digests cover.
            Change = (_, events) => [.. events, .. Enumerable.Range(0, 100).Select(Later)],
        };

        TimelinePage first = await ReadAsync(caseId, client);
        List<TimelineLine> lines = [.. first.Lines];
        for (string? next = first.Continuation; next is not null;)
        {
            TimelinePage page = (await host.Get<CaseTimeline>().ReadAsync(caseId, next, client, default)).Value;
            lines.AddRange(page.Lines);
            next = page.Continuation;
        }

        Assert.Equal(100, first.Lines.Count);
        Assert.Equal(lines.Select(line => line.Where).Distinct().Count(), lines.Count);
        Assert.True(lines.Count > 200, $"{lines.Count}");
        Assert.Equal(
            ProblemCodes.MalformedParameter,
            (await host.Get<CaseTimeline>().ReadAsync(caseId, "x.y", client, default)).Problem.Code);
    }

    private HistoryEvent Later(int number) =>
        new GenericEvent(-1, "later") { Timestamp = host.Time.GetUtcNow().UtcDateTime.AddSeconds(number) };

    private TableClient Table() =>
        new StorageAccount(azurite.ConnectionString).Tables.GetTableClient(CaseFileStore.TableName);

    private async Task<TableEntity> RowAsync(string caseId, string row) =>
        await Table().GetEntityAsync<TableEntity>(caseId, row);

    private async Task<LedgerEntry> EntryAsync(string caseId, string action) =>
        (await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default))
            .Select(line => line.Entry).First(entry => entry.Action == action);

    private async Task<TimelinePage> ReadAsync(string caseId, DurableTaskClient? client = null) =>
        (await host.Get<CaseTimeline>().ReadAsync(caseId, null, client ?? host.Client, default)).Value;

    private async Task<string> RejectAsync()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Rejected, ReasonCode: RejectionReasons.NotEligible));
        await host.UntilClosedAsync(caseId);
        return caseId;
    }

    private async Task<string> PayAsync()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(1_080_000);
        await host.CallBackAsync(host.Bank.Pay(order.OrderId, 1_080_000));
        await host.UntilClosedAsync(caseId);
        return caseId;
    }
}
