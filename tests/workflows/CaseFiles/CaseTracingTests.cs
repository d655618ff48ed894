using System.Collections.Concurrent;
using System.Diagnostics;
using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Daoban.Workflows.Tests.Keys;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.CaseFiles;

/// <summary>How the traces around one case are tied together.</summary>
public sealed class CaseTracingTests : IClassFixture<OwnAzuriteFixture>, IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero))
    {
        AutoAdvanceAmount = TimeSpan.FromMilliseconds(1),
    };

    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;
    private readonly FakeDurableTaskClient client = new();
    private readonly string caseId = Guid.NewGuid().ToString("D");
    private readonly CaseFileStore store;
    private readonly Outbox outbox;
    private readonly CaseChanges changes;

    public CaseTracingTests(OwnAzuriteFixture azurite)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        StorageAccount storage = new(azurite.ConnectionString);
        string[] tables =
            [CaseFileStore.TableName, OutboxMarks.TableName, AnchorMarks.TableName, ReadingIndex.TableName];
        foreach (string table in tables)
        {
            storage.Tables.CreateTableIfNotExists(table);
        }

        AnchorMarks anchorMarks = new(storage, time, NullLogger<AnchorMarks>.Instance);
        OutboxMarks marks = new(storage, time, NullLogger<OutboxMarks>.Instance);
        store = new CaseFileStore(storage, TestKeys.Ring(time), anchorMarks, TimeProvider.System);
        outbox = new Outbox(
            store,
            marks,
            [new StartOrchestrationHandler(), new AuditIndexHandler(new AuditIndex(storage, store))],
            NullLogger<Outbox>.Instance);
        changes = new CaseChanges(store, outbox, marks);
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Submit_Traced_NotesCaseActionAndKeepsTheContextOutsideOfTheText()
    {
        Activity intake = await InSpanAsync("intake", SubmitAsync);

        CaseFile file = await store.LoadAsync(caseId, default);
        Assert.Equal(caseId, intake.GetTagItem(Tracing.CaseId));
        Assert.Equal([LedgerActions.CaseSubmitted], intake.Events.Select(happened => happened.Name));
        Assert.Equal(intake.Id, file.TraceOf(CaseRows.Case));
        Assert.DoesNotContain(intake.TraceId.ToHexString(), file.Texts[CaseRows.Case], StringComparison.Ordinal);
        Assert.Empty(intake.Links);
    }

    [Fact]
    public async Task Submit_NotTraced_KeepsNoContext()
    {
        await SubmitAsync();

        Assert.Null((await store.LoadAsync(caseId, default)).TraceOf(CaseRows.Case));
    }

    [Fact]
    public async Task Load_InAnotherTrace_LinksToTheIntakeOnceThoughTheCaseWasRewritten()
    {
        Activity intake = await InSpanAsync("intake", SubmitAsync);
        Activity change = await InSpanAsync("change", RewriteAsync);
        Activity reading = await InSpanAsync("reading", async () =>
        {
            await store.LoadAsync(caseId, default);
            await store.LoadCurrentAsync(caseId, default);
        });

        Assert.Equal([intake.Context.SpanId], change.Links.Select(link => link.Context.SpanId));
        Assert.Equal([intake.Context.SpanId], reading.Links.Select(link => link.Context.SpanId));
        Assert.Equal(caseId, reading.GetTagItem(Tracing.CaseId));
    }

    [Fact]
    public async Task Load_SeveralCases_IsAboutNone()
    {
        await SubmitAsync();

        Activity reading = await InSpanAsync("reading", async () =>
        {
            await store.LoadAsync(caseId, default);
            await store.LoadAsync(Guid.NewGuid().ToString("D"), default);
            await store.LoadAsync(caseId, default);
        });

        Assert.Null(reading.GetTagItem(Tracing.CaseId));
    }

    [Fact]
    public async Task Load_ByATimer_NeitherTagsNorLinks()
    {
        await InSpanAsync("intake", SubmitAsync);

        Activity timer = await InSpanAsync("timer", async () =>
        {
            Activity.Current!.SetTag(Tracing.Trigger, Tracing.TimerTrigger);
            await store.LoadAsync(caseId, default);
        });

        Assert.Null(timer.GetTagItem(Tracing.CaseId));
        Assert.Empty(timer.Links);
    }

    [Fact]
    public async Task FinishAbandoned_EffectOfATrace_BelongsToThatTraceAndIsLinkedToTheTimer()
    {
        client.IsDown = true;
        Activity intake = await InSpanAsync("intake", SubmitAsync);
        client.IsDown = false;
        time.Advance(OutboxMarks.Grace);

        Activity timer = await InSpanAsync("timer", () => outbox.FinishAbandonedAsync(client, default));

        Assert.Equal([$"start X {caseId}"], client.Calls);
        Activity resumed = Assert.Single(
            ended, span => span.OperationName == "outbox start-orchestration" && span.TraceId == intake.TraceId);
        Assert.Equal(intake.SpanId, resumed.ParentSpanId);
        Assert.Equal([timer.SpanId], resumed.Links.Select(link => link.Context.SpanId));
        Assert.Equal(caseId, resumed.GetTagItem(Tracing.CaseId));
    }

    [Fact]
    public async Task Flush_InTheSpanThatWantedIt_NeedsNoSpanOfItsOwn()
    {
        Activity intake = await InSpanAsync("intake", SubmitAsync);

        Assert.Equal([$"start X {caseId}"], client.Calls);
        Assert.Equal(
            ["intake"], ended.Where(span => span.TraceId == intake.TraceId).Select(span => span.OperationName));
    }

    private static async Task<Activity> InSpanAsync(string name, Func<Task> act)
    {
        Activity.Current = null;
        using Activity span = Tracing.Source.StartActivity(name)!;
        await act();
        return span;
    }

    private Task SubmitAsync() => changes.ApplyAsync(
        caseId,
        client,
        (_, change) =>
        {
            change.Put(Samples.File(CaseStage.Submitted).Existing);
            change.Enter(new(LedgerActions.CaseSubmitted, Actor.System));
            change.Start(caseId, "X", new { caseId });
            return true;
        },
        default);

    private Task RewriteAsync() => changes.ApplyAsync(
        caseId,
        client,
        (file, change) =>
        {
            change.Put(file.Existing with { DataReason = "test" });
            change.Enter(new(LedgerActions.LegalHoldSet, Actor.System));
            return true;
        },
        default);
}
