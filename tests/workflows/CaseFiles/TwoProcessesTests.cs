using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.CaseFiles;

/// <summary>
/// Two processes on one account, each with a memory of its own; time stands still, so that both go on believing theirs.
/// </summary>
public sealed class TwoProcessesTests : IClassFixture<OwnAzuriteFixture>, IAsyncDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero));
    private readonly FakeDurableTaskClient client = new();
    private readonly string caseId = Guid.NewGuid().ToString("D");
    private readonly StorageAccount storage;
    private readonly CaseFileStore firstStore;
    private readonly CaseFileStore secondStore;
    private readonly CaseChanges first;
    private readonly CaseChanges second;

    public TwoProcessesTests(OwnAzuriteFixture azurite)
    {
        storage = new StorageAccount(azurite.ConnectionString);
        storage.Tables.CreateTableIfNotExists(CaseFileStore.TableName);
        storage.Tables.CreateTableIfNotExists(OutboxMarks.TableName);
        storage.Tables.CreateTableIfNotExists(AnchorMarks.TableName);
        (firstStore, first) = Process();
        (secondStore, second) = Process();
    }

    [Fact]
    public async Task Apply_TheOtherHasCommittedSince_DecidesByWhatStands()
    {
        await AddAsync(first, "one");
        await secondStore.LoadAsync(caseId, default);
        await AddAsync(first, "two");

        int seen = await AddAsync(second, "three");

        Assert.Equal(2, seen);
        Assert.Equal(3, (await firstStore.LoadAsync(caseId, default)).Head!.Sequence);
    }

    [Fact]
    public async Task Apply_NothingToCommit_AnswersByWhatStands()
    {
        await AddAsync(first, "one");
        await secondStore.LoadAsync(caseId, default);
        await AddAsync(first, "two");

        int seen = await second.ApplyAsync(caseId, client, (file, _) => file.Documents.Count, default);

        Assert.Equal(2, seen);
    }

    [Fact]
    public async Task Apply_RememberedBeforeTheRowCame_FindsIt()
    {
        Assert.Empty((await secondStore.RecallNewAsync(caseId, default)).Documents);
        await AddAsync(first, "one");

        string found = await second.ApplyAsync(
            caseId,
            client,
            (file, change) =>
            {
                DocumentRecord paper = file.Documents["one"];
                change.Put(paper with { MaterialCode = "M02" });
                change.Enter(new(LedgerActions.DocumentRead, Actor.System, "one"));
                return paper.MaterialCode;
            },
            default);

        Assert.Equal("M01", found);
    }

    [Fact]
    public async Task LoadCurrent_NothingHasChanged_IsTheRememberedFile()
    {
        await AddAsync(first, "one");
        CaseFile remembered = await secondStore.LoadAsync(caseId, default);

        Assert.Same(remembered, await secondStore.LoadCurrentAsync(caseId, default));

        await AddAsync(first, "two");

        Assert.Equal(2, (await secondStore.LoadCurrentAsync(caseId, default)).Documents.Count);
    }

    [Fact]
    public async Task Recall_AfterTheOwnCommit_ShowsItWithoutARead()
    {
        await AddAsync(first, "one");

        CaseFile recalled = await firstStore.RecallAsync(caseId, default);
        CaseFile stored = await secondStore.LoadAsync(caseId, default);

        Assert.Equal(stored.Head, recalled.Head);
        Assert.Equal(stored.HeadTag, recalled.HeadTag);
        Assert.Equal(stored.Texts, recalled.Texts);
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private (CaseFileStore Store, CaseChanges Changes) Process()
    {
        AnchorMarks anchorMarks = new(storage, time, NullLogger<AnchorMarks>.Instance);
        CaseFileStore store = new(storage, TestKeys.Ring(time), anchorMarks, time);
        OutboxMarks marks = new(storage, time, NullLogger<OutboxMarks>.Instance);
        Outbox outbox = new(store, marks, [], NullLogger<Outbox>.Instance);
        return (store, new CaseChanges(store, outbox, marks));
    }

    /// <returns>How many papers there were before.</returns>
    private Task<int> AddAsync(CaseChanges changes, string documentId) => changes.ApplyAsync(
        caseId,
        client,
        (file, change) =>
        {
            change.Put(new DocumentRecord(documentId, "M01", "image/png", 1, "00"));
            change.Enter(new(LedgerActions.DocumentRead, Actor.System, documentId));
            return file.Documents.Count;
        },
        default);
}
