using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Messages;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Daoban.Workflows.Tests.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.CaseFiles;

public sealed class CaseChangesTests : IClassFixture<OwnAzuriteFixture>, IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero))
    {
        AutoAdvanceAmount = TimeSpan.FromMilliseconds(1),
    };

    private readonly LosingTransport transport = new();
    private readonly FakeDurableTaskClient client = new();
    private readonly string caseId = Guid.NewGuid().ToString("D");
    private readonly StorageAccount storage;
    private readonly CaseFileStore store;
    private readonly OutboxMarks marks;
    private readonly AnchorMarks anchorMarks;
    private readonly Outbox outbox;
    private readonly CaseChanges changes;

    public CaseChangesTests(OwnAzuriteFixture azurite)
    {
        storage = new StorageAccount(
            azurite.ConnectionString,
            options =>
            {
                options.Transport = transport.Transport;
                options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            });
        storage.Tables.CreateTableIfNotExists(CaseFileStore.TableName);
        storage.Tables.CreateTableIfNotExists(OutboxMarks.TableName);
        storage.Tables.CreateTableIfNotExists(AnchorMarks.TableName);
        storage.Tables.CreateTableIfNotExists(ReadingIndex.TableName);
        anchorMarks = new AnchorMarks(storage, time, NullLogger<AnchorMarks>.Instance);
        store = new CaseFileStore(storage, TestKeys.Ring(time), anchorMarks, TimeProvider.System);
        marks = new OutboxMarks(storage, time, NullLogger<OutboxMarks>.Instance);
        outbox = new Outbox(
            store,
            marks,
            [
                new StartOrchestrationHandler(),
                new RaiseEventHandler(),
                new QueueMessageHandler(new Messenger(
                    Options.Create(new MessageOptions()), [new StorageQueueSender(storage)])),
                new AuditIndexHandler(new AuditIndex(storage, store)),
            ],
            NullLogger<Outbox>.Instance);
        changes = new CaseChanges(store, outbox, marks);
    }

    public void Dispose() => transport.Dispose();

    [Fact]
    public async Task Apply_NewCase_CommitsRowsEntryAndEffectTogether()
    {
        await SubmitAsync();

        CaseFile file = await store.LoadAsync(caseId, default);
        Assert.Equal(CaseStage.Submitted, file.Existing.Stage);
        Assert.Equal(1, file.Head!.Sequence);
        Assert.Empty(file.Outbox);
        Assert.Equal([$"start X {caseId}"], client.Calls);
        Assert.True(LedgerChain.IsIntact(
            LedgerChain.OfCase(caseId), await store.LoadLedgerAsync(caseId, default), file.Head));
        Assert.Empty(await DueMarksAsync());
    }

    [Fact]
    public async Task Apply_NewCase_AnnouncesItsChainToTheAnchors()
    {
        await SubmitAsync();

        string chain = LedgerChain.OfCase(caseId);
        CaseFile file = await store.LoadAsync(caseId, default);
        Assert.Contains(await anchorMarks.ListAsync(default).ToListAsync(), mark => mark.Chain == chain);
        Assert.Equal(
            new ChainPosition(1, file.Head!.Hash), await new CaseChainHeads(storage).ReadAsync(chain, default));
    }

    [Fact]
    public async Task Apply_EveryAnswerLostOnce_CommitsOnce()
    {
        transport.LoseFirstAnswers();

        await SubmitAsync();
        await EscalateAsync();

        CaseFile file = await store.LoadAsync(caseId, default);
        Assert.Equal(2, file.Head!.Sequence);
        Assert.True(LedgerChain.IsIntact(
            LedgerChain.OfCase(caseId), await store.LoadLedgerAsync(caseId, default), file.Head));
        Assert.Equal([$"start X {caseId}"], client.Calls);
    }

    [Fact]
    public async Task Apply_ManyAtOnce_EachCountsOnce()
    {
        await SubmitAsync();

        // Each commit lets one through and sends the others back to read again.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => changes.ApplyAsync(
            caseId,
            client,
            (file, change) =>
            {
                change.Put(new DocumentRecord($"document-{i}", "M01", "image/png", 1, "00"));
                change.Enter(new(LedgerActions.DocumentRead, Actor.System, $"document-{i}"));
                return file.Documents.Count;
            },
            default)));

        CaseFile file = await store.LoadAsync(caseId, default);
        Assert.Equal(6, file.Documents.Count);
        Assert.Equal(7, file.Head!.Sequence);
        Assert.True(LedgerChain.IsIntact(
            LedgerChain.OfCase(caseId), await store.LoadLedgerAsync(caseId, default), file.Head));
    }

    [Fact]
    public async Task Commit_FromAStaleReading_IsRefusedAndLeavesNothing()
    {
        await SubmitAsync();
        CaseFile stale = await store.LoadAsync(caseId, default);
        await EscalateAsync();

        CaseChange change = new();
        change.Put(new DocumentRecord("document-1", "M01", "image/png", 1, "00"));
        change.Enter(new(LedgerActions.DocumentRead, Actor.System));

        Assert.Null(await store.CommitAsync(stale, change, "commit", default));
        CaseFile file = await store.LoadAsync(caseId, default);
        Assert.Equal(2, file.Head!.Sequence);
        Assert.Empty(file.Documents);
    }

    [Fact]
    public async Task Commit_WithoutALedgerEntry_Throws()
    {
        CaseChange change = new();
        change.Put(Samples.File(CaseStage.Submitted).Existing);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.CommitAsync(new CaseFile(caseId), change, "commit", default));
    }

    [Fact]
    public async Task FinishAbandoned_EffectFailedAfterTheCommit_IsCarriedOutAfterTheGrace()
    {
        client.IsDown = true;
        await SubmitAsync();
        client.IsDown = false;
        Assert.Single((await store.LoadAsync(caseId, default)).Outbox);

        await outbox.FinishAbandonedAsync(client, default);
        Assert.DoesNotContain($"start X {caseId}", client.Calls);

        time.Advance(OutboxMarks.Grace);
        await outbox.FinishAbandonedAsync(client, default);

        Assert.Equal([$"start X {caseId}"], client.Calls);
        Assert.Empty((await store.LoadAsync(caseId, default)).Outbox);
        time.Advance(OutboxMarks.Grace);
        Assert.Empty(await DueMarksAsync());
    }

    [Fact]
    public async Task FinishAbandoned_AnotherCaseFileIsUnreadable_StillFinishesThisOne()
    {
        // Marks are listed by case id: the unreadable one comes first.
        string unreadable = $"00000000{caseId[8..]}";
        await marks.PutAsync(unreadable, "commit", default);
        Azure.Data.Tables.TableClient table = storage.Tables.GetTableClient(CaseFileStore.TableName);
        Azure.Data.Tables.TableEntity row = new(unreadable, CaseRows.Case) { ["Format"] = 2, ["Json"] = "{}" };
        await table.UpsertEntityAsync(row);
        client.IsDown = true;
        await SubmitAsync();
        client.IsDown = false;
        time.Advance(OutboxMarks.Grace);

        await outbox.FinishAbandonedAsync(client, default);

        Assert.Contains($"start X {caseId}", client.Calls);
        Assert.DoesNotContain(await AllMarksAsync(), mark => mark.CaseId == caseId);
        Assert.Contains(await AllMarksAsync(), mark => mark.CaseId == unreadable);
        await marks.RemoveAsync(unreadable, "commit", default);
    }

    [Fact]
    public async Task FinishAbandoned_ReceiverStandsStill_IsRemindedLessAndLessOften()
    {
        client.IsDown = true;
        await SubmitAsync();
        client.Refused.Clear();

        for (DateTimeOffset end = time.GetUtcNow().AddMinutes(30); time.GetUtcNow() < end;)
        {
            time.Advance(OutboxMarks.Grace);
            await outbox.FinishAbandonedAsync(client, default);
        }

        Assert.InRange(client.Refused.Count(id => id == caseId), 5, 7);
        client.IsDown = false;
        time.Advance(TimeSpan.FromMinutes(11));
        await outbox.FinishAbandonedAsync(client, default);
        Assert.Contains($"start X {caseId}", client.Calls);
    }

    [Fact]
    public async Task FinishAbandoned_MarkOfAnUnknownFormat_IsLeftAloneAndHoldsNobodyUp()
    {
        Azure.Data.Tables.TableClient table = storage.Tables.GetTableClient(OutboxMarks.TableName);
        Azure.Data.Tables.TableEntity foreign = new("0", $"00000000{caseId[8..]}|commit")
        {
            ["Format"] = 2,
            ["DueAt"] = time.GetUtcNow(),
        };
        await table.AddEntityAsync(foreign);
        client.IsDown = true;
        await SubmitAsync();
        client.IsDown = false;
        time.Advance(OutboxMarks.Grace);

        await outbox.FinishAbandonedAsync(client, default);

        Assert.Contains($"start X {caseId}", client.Calls);
        Assert.DoesNotContain(await AllMarksAsync(), mark => foreign.RowKey == $"{mark.CaseId}|{mark.CommitId}");
        await table.DeleteEntityAsync(foreign.PartitionKey, foreign.RowKey);
    }

    [Fact]
    public async Task Remove_ItemsOfWhichOneIsGone_RemovesTheOthers()
    {
        client.IsDown = true;
        await SubmitAsync();
        IReadOnlyList<OutboxItem> left = (await store.LoadAsync(caseId, default)).Outbox;

        await store.RemoveAsync(caseId, [left[0] with { Key = "x|0000000001|99" }, .. left], default);

        Assert.NotEmpty(left);
        Assert.Empty((await store.LoadAsync(caseId, default)).Outbox);
    }

    [Fact]
    public async Task Apply_RepeatAfterTheEffectFailed_CarriesItOut()
    {
        client.IsDown = true;
        await SubmitAsync();
        client.IsDown = false;

        await SubmitAsync();

        Assert.Equal([$"start X {caseId}"], client.Calls);
        Assert.Equal(1, (await store.LoadAsync(caseId, default)).Head!.Sequence);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, true, true)]
    [InlineData(OrchestrationRuntimeStatus.Completed, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Pending, false, false)]
    public async Task RaiseEvent_OnlyRunningInstancesGetIt_PendingOnesLater(
        OrchestrationRuntimeStatus status, bool final, bool raised)
    {
        client.Instances["instance-1"] = status;
        OutboxItem item = new("x|1", RaiseEventHandler.KindName, "instance-1", """{"eventName":"E","payload":{}}""");

        Assert.Equal(final, await new RaiseEventHandler().HandleAsync(caseId, item, client, default));
        Assert.Equal(raised ? ["raise E instance-1"] : [], client.Calls);
    }

    [Fact]
    public async Task Load_RowOfAnUnknownFormat_IsRefused()
    {
        await SubmitAsync();
        Azure.Data.Tables.TableClient table = storage.Tables.GetTableClient(CaseFileStore.TableName);
        await table.UpsertEntityAsync(new Azure.Data.Tables.TableEntity(caseId, CaseRows.Document("d"))
        {
            ["Format"] = 2,
            ["Json"] = "{}",
        });

        await Assert.ThrowsAsync<UnknownFormatException>(() => store.LoadAsync(caseId, default));
    }

    private Task<bool> SubmitAsync() => changes.ApplyAsync(
        caseId,
        client,
        (file, change) =>
        {
            if (file.Record is null)
            {
                change.Put(Samples.File(CaseStage.Submitted).Existing);
                change.Enter(new(LedgerActions.CaseSubmitted, Actor.System));
                change.Start(caseId, "X", new { caseId });
            }

            return true;
        },
        default);

    private Task<bool> EscalateAsync() => changes.ApplyAsync(
        caseId,
        client,
        (file, change) =>
        {
            if (file.Existing.Stage is CaseStage.Submitted)
            {
                change.Put(file.Existing.After(CaseMove.OpenReview, time.GetUtcNow(), dueAt: null));
                change.Enter(new(LedgerActions.ReviewOpened, Actor.System));
            }

            return true;
        },
        default);

    private async Task<List<OutboxMark>> DueMarksAsync()
    {
        List<OutboxMark> due = [];
        await foreach (OutboxMark mark in marks.ListDueAsync(default))
        {
            if (mark.CaseId == caseId)
            {
                due.Add(mark);
            }
        }

        return due;
    }

    private async Task<List<OutboxMark>> AllMarksAsync()
    {
        time.Advance(TimeSpan.FromHours(1));
        List<OutboxMark> all = [];
        await foreach (OutboxMark mark in marks.ListDueAsync(default))
        {
            all.Add(mark);
        }

        return all;
    }
}
