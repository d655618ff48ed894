using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Denials;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Alerts;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Denials;

/// <summary>Each test counts on a day of its own.</summary>
public sealed class DenialCountsTests : IClassFixture<OwnAzuriteFixture>
{
    private static int Days;

    private readonly FakeTimeProvider time =
        new(new DateTimeOffset(2030, 3, 10, 4, 0, 0, TimeSpan.Zero).AddDays(3 * Interlocked.Increment(ref Days)));

    private readonly StorageAccount storage;
    private readonly CountingLogger<DenialCounts> logger = new();

    public DenialCountsTests(OwnAzuriteFixture azurite)
    {
        storage = new StorageAccount(azurite.ConnectionString);
        storage.Tables.CreateTableIfNotExists(DenialCounts.TableName);
    }

    [Fact]
    public async Task Read_SeveralInstances_SumsWhatEachCounted()
    {
        DenialCounts one = Create();
        DenialCounts other = Create();
        Add(one, ProblemCodes.MissingToken, 3);
        Add(one, ProblemCodes.InvalidToken, 1);
        Add(other, ProblemCodes.MissingToken, 4);
        await other.FlushAsync(default);
        await other.FlushAsync(default);

        Assert.Equal("invalid-token=1 missing-token=7", await ReadAsync(one));

        Add(other, ProblemCodes.MissingToken, 1);
        await other.FlushAsync(default);
        Assert.Equal("invalid-token=1 missing-token=8", await ReadAsync(one));
    }

    [Fact]
    public async Task Read_AfterMidnightInChina_StartsAnewAndKeepsYesterday()
    {
        DenialCounts counts = Create();
        Add(counts, ProblemCodes.MissingToken, 2);
        string yesterday = $"{time.GetUtcNow():yyyy-MM-dd}";
        time.Advance(TimeSpan.FromHours(12));
        Add(counts, ProblemCodes.MissingToken, 5);

        Assert.Equal("missing-token=5", await ReadAsync(counts));
        Assert.Equal("missing-token=2", await ReadAsync(counts, yesterday));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2030-3-1")]
    [InlineData("2030-02-30")]
    public async Task Read_DayThatIsNone_IsRefused(string day) =>
        Assert.Equal("day", (await Create().ReadAsync(day, default)).Problem.Field);

    [Fact]
    public async Task Flush_ManyRefusals_AreOneRowForEachCode()
    {
        DenialCounts counts = Create();
        Add(counts, ProblemCodes.MissingToken, 1000);
        await counts.FlushAsync(default);
        Add(counts, ProblemCodes.MissingToken, 1000);
        await counts.FlushAsync(default);

        Assert.Equal("missing-token=2000", await ReadAsync(counts));
        string today = $"{time.GetUtcNow():yyyy-MM-dd}";
        Assert.Single(storage.Tables.GetTableClient(DenialCounts.TableName)
            .Query<TableEntity>(row => row.PartitionKey == today));
    }

    [Fact]
    public async Task Flush_StorageDown_KeepsTheCountsAndSaysSo()
    {
        using ClosedPort port = new();
        DenialCounts counts = new(
            new StorageAccount(port.ConnectionString, options => options.Retry.MaxRetries = 0), time, logger);
        Add(counts, ProblemCodes.MissingToken, 1);

        await counts.FlushAsync(default);
        await counts.FlushAsync(default);

        Assert.Equal(2, logger.Lines);
    }

    private DenialCounts Create() => new(storage, time, logger);

    private static void Add(DenialCounts counts, string code, int times)
    {
        for (int i = 0; i < times; i++)
        {
            counts.Add(code);
        }
    }

    private static async Task<string> ReadAsync(DenialCounts counts, string? day = null) => string.Join(
        ' ', (await counts.ReadAsync(day, default)).Value.Counts.Select(count => $"{count.Code}={count.Count}"));
}
