using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Ledger;

public sealed class AccessLogTests : IDisposable
{
    // 23:59:30 in China.
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 7, 15, 15, 59, 30, TimeSpan.Zero));
    private readonly LosingTransport transport = new();
    private readonly AccessLog log;
    private readonly Actor actor = new($"clerk-{Guid.NewGuid():N}", "clerk", ["damao"], [], null);

    public AccessLogTests(AzuriteFixture azurite)
    {
        StorageAccount storage = new(
            azurite.ConnectionString,
            options =>
            {
                options.Transport = transport.Transport;
                options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            });
        storage.Tables.CreateTableIfNotExists(AccessLog.TableName);
        storage.Tables.CreateTableIfNotExists(AnchorMarks.TableName);
        storage.Tables.CreateTableIfNotExists(ReadingIndex.TableName);
        log = new AccessLog(storage, new AnchorMarks(storage, time, NullLogger<AnchorMarks>.Instance), time);
    }

    private static DateOnly Today => new(2026, 7, 15);

    public void Dispose() => transport.Dispose();

    [Fact]
    public async Task Enter_Twice_ChainsTheEntriesOfTheActorsDay()
    {
        await log.EnterAsync(Draft("name"), default);
        await log.EnterAsync(Draft("phone"), default);

        (IReadOnlyList<LedgerLine> lines, ChainHead? head) = await log.ReadAsync(actor.Id, Today, default);

        Assert.Equal(["name", "phone"], lines.Select(line => line.Entry.Subject));
        Assert.All(lines, line => Assert.Equal("case-1", line.Entry.CaseId));
        Assert.True(LedgerChain.IsIntact($"access/{actor.Id}/2026-07-15", lines, head));
    }

    [Fact]
    public async Task Enter_AfterMidnightInChina_BeginsTheNextDaysChain()
    {
        await log.EnterAsync(Draft("name"), default);
        time.Advance(TimeSpan.FromMinutes(1));
        await log.EnterAsync(Draft("phone"), default);

        (IReadOnlyList<LedgerLine> first, _) = await log.ReadAsync(actor.Id, Today, default);
        (IReadOnlyList<LedgerLine> second, _) = await log.ReadAsync(actor.Id, Today.AddDays(1), default);

        Assert.Equal(("name", 1L), (Assert.Single(first).Entry.Subject, first[0].Entry.Sequence));
        Assert.Equal(("phone", 1L), (Assert.Single(second).Entry.Subject, second[0].Entry.Sequence));
    }

    [Fact]
    public async Task Enter_ManyAtOnce_LosesNoneAndBreaksNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => log.EnterAsync(Draft($"field-{i}"), default)));

        (IReadOnlyList<LedgerLine> lines, ChainHead? head) = await log.ReadAsync(actor.Id, Today, default);

        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => $"field-{i}"), lines.Select(line => line.Entry.Subject).Order());
        Assert.True(LedgerChain.IsIntact(LedgerChain.OfAccess(actor.Id, Today), lines, head));
    }

    [Fact]
    public async Task Enter_AnswerLost_IsEnteredOnce()
    {
        await log.EnterAsync(Draft("name"), default);
        transport.LoseFirstAnswers();
        await log.EnterAsync(Draft("phone"), default);

        (IReadOnlyList<LedgerLine> lines, _) = await log.ReadAsync(actor.Id, Today, default);

        Assert.Equal(["name", "phone"], lines.Select(line => line.Entry.Subject));
    }

    [Fact]
    public async Task Read_NothingEntered_IsAnEmptyChain()
    {
        (IReadOnlyList<LedgerLine> lines, ChainHead? head) = await log.ReadAsync("nobody", Today, default);

        Assert.Empty(lines);
        Assert.Null(head);
    }

    private LedgerDraft Draft(string field) =>
        new(LedgerActions.FieldRevealed, actor, field, CaseId: "case-1");
}
