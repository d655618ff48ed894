using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Limits;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Daoban.Workflows.Tests.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Limits;

/// <summary>Each test has a minute of its own, as all share one table.</summary>
public sealed class RateCountersTests : IClassFixture<OwnAzuriteFixture>
{
    private const string Address = "203.0.113.7";

    private static int Minutes;

    private readonly FakeTimeProvider time =
        new(new DateTimeOffset(2030, 3, 10, 12, 0, 0, TimeSpan.Zero).AddHours(Interlocked.Increment(ref Minutes)));

    private readonly string connectionString;
    private readonly TableClient table;

    public RateCountersTests(OwnAzuriteFixture azurite)
    {
        connectionString = azurite.ConnectionString;
        table = new StorageAccount(connectionString).Tables.GetTableClient(RateLimitStore.TableName);
        table.CreateIfNotExists();
    }

    [Fact]
    public void TryTake_OverTheLimit_IsRefusedUntilTheMinuteEnds()
    {
        RateCounters counters = Create();
        time.Advance(TimeSpan.FromSeconds(18));
        Assert.Equal(10, Admitted(counters, 10, limit: 10));

        RateRefusal first = counters.TryTake(RateKind.Identity, "clerk-1", 10)!;
        RateRefusal second = counters.TryTake(RateKind.Identity, "clerk-1", 10)!;

        Assert.Equal((TimeSpan.FromSeconds(42), true), (first.RetryAfter, first.IsFirst));
        Assert.False(second.IsFirst);
        time.Advance(first.RetryAfter);
        Assert.Equal(10, Admitted(counters, 15, limit: 10));
    }

    [Fact]
    public void TryTake_OtherSubjectOrKind_IsCountedApart()
    {
        RateCounters counters = Create();
        for (int i = 0; i < 10; i++)
        {
            Assert.Null(counters.TryTake(RateKind.Address, Address, 10));
        }

        Assert.NotNull(counters.TryTake(RateKind.Address, Address, 10));
        Assert.Null(counters.TryTake(RateKind.Address, "203.0.113.8", 10));
        Assert.Null(counters.TryTake(RateKind.Failed, Address, 10));
        Assert.Null(counters.TryTake(RateKind.Identity, Address, 10));
    }

    [Fact]
    public void Check_BelowAndAtTheLimit_CountsNothing()
    {
        RateCounters counters = Create();
        for (int i = 0; i < 20; i++)
        {
            Assert.Null(counters.Check(RateKind.Failed, Address, 2));
        }

        counters.Count(RateKind.Failed, Address);
        counters.Count(RateKind.Failed, Address);

        Assert.NotNull(counters.Check(RateKind.Failed, Address, 2));
    }

    [Fact]
    public async Task TryTake_TwoInstances_HoldTheLimitTogetherOnceTheyHaveSpoken()
    {
        RateCounters one = Create();
        RateCounters other = Create();
        Assert.Equal((6, 3), (Admitted(one, 6, limit: 10), Admitted(other, 3, limit: 10)));

        await one.SyncAsync(default);
        await other.SyncAsync(default);
        await one.SyncAsync(default);

        Assert.Equal(1, Admitted(one, 5, limit: 10));
        await one.SyncAsync(default);
        await other.SyncAsync(default);
        Assert.Equal(0, Admitted(other, 5, limit: 10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(23)]
    public async Task TryTake_ManyInstances_OvershootByWhatWasAdmittedBetweenTwoExchanges(int seed)
    {
        const int Limit = 40;
        var random = new Random(seed);
        RateCounters[] instances = [.. Enumerable.Range(0, 4).Select(_ => Create())];
        int admitted = 0;
        int lastRound = 0;
        for (int round = 0; round < 10; round++)
        {
            lastRound = instances.Sum(instance => Admitted(instance, random.Next(0, 6), Limit));
            admitted += lastRound;
            foreach (RateCounters instance in instances.Concat(instances))
            {
                await instance.SyncAsync(default);
            }

            if (admitted >= Limit)
            {
                break;
            }
        }

        Assert.InRange(admitted, Limit, Limit - 1 + lastRound);
        Assert.Equal(0, instances.Sum(instance => Admitted(instance, 5, Limit)));
    }

    [Fact]
    public async Task Sync_OverManyMinutesAndRestarts_KeepsAtMostThreeRowsForEachInstance()
    {
        RateCounters one = Create();
        for (int minute = 0; minute < 12; minute++)
        {
            RateCounters shortLived = Create();
            Admitted(shortLived, 1, limit: 10);
            await shortLived.SyncAsync(default);
            Admitted(one, 1, limit: 10);
            await one.SyncAsync(default);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(table.Query<TableEntity>().Count(), 1, 2 * 3);
    }

    [Fact]
    public async Task Sync_Row_TellsNeitherAddressNorIdentity()
    {
        RateCounters counters = Create();
        Admitted(counters, 2, limit: 10);
        counters.Count(RateKind.Address, Address);

        await counters.SyncAsync(default);

        string all = string.Join('\n', table.Query<TableEntity>().SelectMany(row => row.Select(cell => cell.Value)));
        Assert.Contains("{\"I", all, StringComparison.Ordinal);
        Assert.DoesNotContain("clerk-1", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_NobodyCalled_AsksStorageNothing()
    {
        using LosingTransport transport = new();
        RateCounters counters = Create(new StorageAccount(
            connectionString, options => options.Transport = transport.Transport));

        await counters.SyncAsync(default);
        Assert.Equal(0, transport.Sent);

        foreach (int subject in Enumerable.Range(0, 800))
        {
            counters.Count(RateKind.Address, $"address-{subject}");
        }

        // The first one also removes what earlier minutes left behind.
        await counters.SyncAsync(default);
        int before = transport.Sent;
        await counters.SyncAsync(default);
        Assert.Equal(2, transport.Sent - before);
    }

    [Fact]
    public async Task Sync_StorageDown_CountsAloneAndSaysSoOnce()
    {
        using ClosedPort port = new();
        RateCounters counters = Create(new StorageAccount(port.ConnectionString));
        CountingLogger logger = new();
        using RateLimitSync sync = new(counters, time, logger);
        Admitted(counters, 4, limit: 10);

        await sync.SyncAsync(default);
        await sync.SyncAsync(default);

        Assert.Equal(1, logger.Lines);
        Assert.Equal(6, Admitted(counters, 20, limit: 10));
    }

    [Fact]
    public async Task Sync_RowOfAnUnknownFormat_IsRefusedAndEachCountsAlone()
    {
        string partition = $"{time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute % 3}";
        await table.UpsertEntityAsync(new TableEntity(partition, "newer")
        {
            ["Format"] = 99,
            ["Window"] = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute,
        });
        RateCounters counters = Create();
        CountingLogger logger = new();
        using RateLimitSync sync = new(counters, time, logger);
        Admitted(counters, 4, limit: 10);

        await sync.SyncAsync(default);

        Assert.Equal(1, logger.Lines);
        Assert.Equal(6, Admitted(counters, 20, limit: 10));
    }

    private RateCounters Create(StorageAccount? storage = null) => new(
        new RateLimitStore(storage ?? new StorageAccount(connectionString)),
        new KeyedHash(Options.Create(TestKeys.Options("w1", 1))),
        time);

    private static int Admitted(RateCounters counters, int tries, int limit) =>
        Enumerable.Range(0, tries).Count(_ => counters.TryTake(RateKind.Identity, "clerk-1", limit) is null);

    private sealed class CountingLogger : ILogger<RateLimitSync>
    {
        public int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines++;
    }
}
