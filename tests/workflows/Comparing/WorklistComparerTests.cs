using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Comparing;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Cases;
using Daoban.Workflows.Tests.Metrics;

namespace Daoban.Workflows.Tests.Comparing;

public sealed class WorklistComparerTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>, IAsyncLifetime
{
    private CaseHost host = null!;
    private TableClient worklist = null!;
    private TableClient cases = null!;

    private WorklistComparer Comparer => host.Get<WorklistComparer>();

    public async ValueTask InitializeAsync()
    {
        host = await CaseHost.StartAsync(azurite);
        TableServiceClient tables = host.Get<StorageAccount>().Tables;
        worklist = tables.GetTableClient(ReviewWorklist.TableName);
        cases = tables.GetTableClient(CaseFileStore.TableName);
        // What earlier tests left open is none of this one's.
        foreach (string name in (string[])[ReviewWorklist.TableName, CaseFileStore.TableName, WalkStates.TableName])
        {
            TableClient table = tables.GetTableClient(name);
            await foreach (TableEntity row in table.QueryAsync<TableEntity>())
            {
                await table.DeleteEntityAsync(row);
            }
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Compare_EverythingAsItShouldBe_FindsNothing()
    {
        await OpenAsync();

        Assert.Equal(new DriftCounts(Rows: 1), await RowsAsync());
        Assert.Equal(new DriftCounts(Cases: 1), await CasesAsync());
    }

    [Fact]
    public async Task CompareCases_RowIsMissing_IsWrittenAsBefore()
    {
        TableEntity row = await OpenAsync();
        await worklist.DeleteEntityAsync(row);

        Assert.Equal(new DriftCounts(Cases: 1, Missing: 1), await CasesAsync());

        Assert.Equal(row["Json"], (await RowAsync(row))!["Json"]);
        Assert.Equal(new DriftCounts(Cases: 1), await CasesAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Compare_RowIsStale_IsWrittenAnew(bool byCase)
    {
        TableEntity row = await OpenAsync();
        await WriteAsync(row, ReviewWorklist.Read(row) with { ClaimedBy = "somebody", Overdue = true });

        DriftCounts found = byCase ? await CasesAsync() : await RowsAsync();

        Assert.Equal(byCase ? new DriftCounts(Cases: 1, Stale: 1) : new DriftCounts(Rows: 1, Stale: 1), found);
        Assert.Equal(row["Json"], (await RowAsync(row))!["Json"]);
    }

    [Fact]
    public async Task CompareRows_TaskIsDecided_RowIsRemoved()
    {
        TableEntity row = await OpenAsync();
        ReviewTaskSummary seen = ReviewWorklist.Read(row);
        await host.DecideAsync(seen.CaseId, 1, new DecisionData(Verdict.Rejected, ReasonCode: "not-eligible"));
        await host.UntilClosedAsync(seen.CaseId);
        await SettleAsync(seen.CaseId);
        await worklist.AddEntityAsync(row);

        Assert.Equal(new DriftCounts(Rows: 1, Surplus: 1), await RowsAsync());

        Assert.Null(await RowAsync(row));
        Assert.Equal(new DriftCounts(), await CasesAsync());
    }

    [Fact]
    public async Task CompareRows_RowsOfNoCaseOrAtAWrongPlace_AreRemoved()
    {
        TableEntity row = await OpenAsync();
        ReviewTaskSummary seen = ReviewWorklist.Read(row);
        await WriteAsync(new TableEntity("330902|1|health", row.RowKey), seen);
        await WriteAsync(new TableEntity(row.PartitionKey, "1"), seen with { CaseId = Guid.NewGuid().ToString("D") });
        await WriteAsync(new TableEntity(row.PartitionKey, "2"), seen with { TaskId = "no-such-task" });

        Assert.Equal(new DriftCounts(Rows: 4, Surplus: 3), await RowsAsync());

        Assert.Equal(row.RowKey, Assert.Single(await worklist.QueryAsync<TableEntity>().ToListAsync()).RowKey);
    }

    [Fact]
    public async Task Compare_ChangeOfLessThanAMinuteAgo_IsUnderWay()
    {
        TableEntity row = await OpenAsync(settle: false);
        await worklist.DeleteEntityAsync(row);
        await WriteAsync(row, ReviewWorklist.Read(row) with { ClaimedBy = "somebody" });

        Assert.Equal(new DriftCounts(Rows: 1, UnderWay: 1), await RowsAsync());
        Assert.Equal(new DriftCounts(Cases: 1, UnderWay: 1), await CasesAsync());

        host.Time.Advance(WorklistComparer.Grace);
        Assert.Equal(new DriftCounts(Rows: 1, Stale: 1), await RowsAsync());
    }

    [Fact]
    public async Task Compare_EffectIsStillInTheOutbox_IsUnderWay()
    {
        TableEntity row = await OpenAsync();
        ReviewTaskSummary seen = ReviewWorklist.Read(row);
        await worklist.DeleteEntityAsync(row);
        string key = CaseRows.Outbox(99, 0);
        await cases.AddEntityAsync(CaseRows.ToEntity(
            seen.CaseId,
            key,
            RowJson.Serialize(new OutboxItem(key, ReviewWorklistHandler.KindName, seen.TaskId, "{}"))));

        Assert.Equal(new DriftCounts(Cases: 1, UnderWay: 1), await CasesAsync());
        Assert.Null(await RowAsync(row));

        await cases.DeleteEntityAsync(seen.CaseId, key);
        Assert.Equal(new DriftCounts(Cases: 1, Missing: 1), await CasesAsync());
    }

    [Fact]
    public async Task CompareCases_OrderThatIsNotFoundOrAnotherCases_IsIndexedAnew()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(250_000);
        await SettleAsync(caseId);
        PaymentOrderIndex index = host.Get<PaymentOrderIndex>();
        TableClient orders = host.Get<StorageAccount>().Tables.GetTableClient(PaymentOrderIndex.TableName);
        await orders.DeleteEntityAsync(order.OrderId, "order");

        Assert.Equal(new DriftCounts(Cases: 1, Missing: 1), await CasesAsync());
        Assert.Equal(caseId, await index.FindCaseAsync(order.OrderId, default));

        await index.PutAsync(order.OrderId, "another-case", default);
        Assert.Equal(new DriftCounts(Cases: 1, Stale: 1), await CasesAsync());
        Assert.Equal(caseId, await index.FindCaseAsync(order.OrderId, default));
    }

    [Fact]
    public async Task Compare_WhatThisBuildCannotRead_StaysAndKeepsNothingBack()
    {
        TableEntity row = await OpenAsync();
        TableEntity unknown = new("000000|1|police", "1") { ["Format"] = 9, ["Json"] = "{}" };
        await worklist.AddEntityAsync(unknown);
        await worklist.AddEntityAsync(new TableEntity("000000|1|police", "2") { ["Format"] = 2, ["Json"] = "[" });
        await WriteAsync(row, ReviewWorklist.Read(row) with { Reminded = true });

        Assert.Equal(new DriftCounts(Rows: 3, Stale: 1, Unreadable: 2), await RowsAsync());

        Assert.NotNull(await RowAsync(unknown));
    }

    [Fact]
    public async Task FullComparison_ManyRows_EndsAfterBoundedParts()
    {
        TableEntity row = await OpenAsync();
        await FillAsync(row);
        FullComparison comparison = host.Get<FullComparison>();
        List<ComparisonProgress> parts = [];
        do
        {
            parts.Add((await comparison.ContinueAsync(parts.LastOrDefault()?.Continuation, default)).Value);
        }
        while (parts[^1].Continuation is not null);

        Assert.Equal((121, 120, 1), (parts.Sum(part => part.Rows), parts.Sum(part => part.Surplus), parts.Sum(
            part => part.Cases)));
        Assert.All(parts, part => Assert.InRange(part.Rows, 0, WorklistComparer.RowsPerPart));
        Assert.Equal(3, parts.Count);
    }

    [Fact]
    public async Task FullComparison_TokenThatIsNone_IsRefused()
    {
        Attempt<ComparisonProgress> refused = await host.Get<FullComparison>().ContinueAsync("x.y", default);

        Assert.Equal(
            (ProblemCodes.MalformedParameter, "continuation"), (refused.Problem.Code, refused.Problem.Field));
    }

    [Fact]
    public async Task Run_WholeWalk_TellsTheMetricAndTheNextOneItsOwn()
    {
        TableEntity row = await OpenAsync();
        ComparisonRun run = host.Get<ComparisonRun>();
        await run.ContinueAsync(default);
        Assert.Equal([0, 0, 0], Drift().Values);

        await worklist.DeleteEntityAsync(row);
        await WriteAsync(new TableEntity("000000|1|police", "1"), ReviewWorklist.Read(row) with { TaskId = "none" });
        await run.ContinueAsync(default);
        Assert.Equal(["kind=missing", "kind=stale", "kind=surplus"], Drift().Kinds);
        Assert.Equal([1, 0, 1], Drift().Values);

        await run.ContinueAsync(default);
        Assert.Equal([0, 0, 0], Drift().Values);
    }

    [Fact]
    public async Task Run_MoreThanAPart_GoesOnInTheNextRun()
    {
        TableEntity row = await OpenAsync();
        await FillAsync(row);
        ComparisonRun run = host.Get<ComparisonRun>();
        WalkStates states = host.Get<WalkStates>();

        await run.ContinueAsync(default);
        WalkState first = await states.ReadAsync(ComparisonRun.Rows, default);
        await run.ContinueAsync(default);
        WalkState second = await states.ReadAsync(ComparisonRun.Rows, default);

        Assert.Equal((WorklistComparer.RowsPerPart, null), (first.Counts.Rows, first.Completed));
        Assert.NotNull(first.Position);
        Assert.Equal(
            (null, new DriftCounts(Rows: 121, Surplus: 120)), (second.Position, second.Completed));
        Assert.Equal(host.Time.GetUtcNow(), second.CompletedAt);
    }

    private static (string[] Kinds, long[] Values) Drift()
    {
        IReadOnlyList<(long Value, string Tags)> read = GaugeReader.Read(ComparisonRun.GaugeName);
        return ([.. read.Select(one => one.Tags)], [.. read.Select(one => one.Value)]);
    }

    /// <summary>Submits a case and returns its row of the worklist.</summary>
    private async Task<TableEntity> OpenAsync(bool settle = true)
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.TaskAsync(caseId, 1);
        await host.UntilAsync(caseId, file => file.Outbox.Count == 0);
        if (settle)
        {
            await SettleAsync(caseId);
        }

        return Assert.Single(await worklist.QueryAsync<TableEntity>().ToListAsync());
    }

    // 120 rows of a case that is none, before the right one.
    private async Task FillAsync(TableEntity row)
    {
        ReviewTaskSummary seen = ReviewWorklist.Read(row) with { CaseId = Guid.NewGuid().ToString("D") };
        foreach (int number in Enumerable.Range(0, 120))
        {
            await WriteAsync(new TableEntity("000000|1|police", $"{number:D3}"), seen);
        }
    }

    private async Task SettleAsync(string caseId)
    {
        await host.UntilAsync(caseId, file => file.Outbox.Count == 0);
        host.Time.Advance(WorklistComparer.Grace);
    }

    private async Task WriteAsync(TableEntity row, ReviewTaskSummary summary) => await worklist.UpsertEntityAsync(
        new TableEntity(row.PartitionKey, row.RowKey) { ["Format"] = 2, ["Json"] = RowJson.Serialize(summary) },
        TableUpdateMode.Replace);

    private async Task<TableEntity?> RowAsync(TableEntity row)
    {
        var found = await worklist.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey);
        return found.HasValue ? found.Value : null;
    }

    private async Task<DriftCounts> RowsAsync() => (await Comparer.CompareRowsAsync(token: null, default)).Counts;

    private async Task<DriftCounts> CasesAsync() => (await Comparer.CompareCasesAsync(token: null, default)).Counts;
}
