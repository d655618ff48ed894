using Azure.Data.Tables;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Denials;

/// <summary>
/// Counts refusals of callers that nobody knows: table <c>deniedcounts</c>, partition = day in China, row =
/// <c>{problem code}|{instance}</c>. Each instance writes what it counted that day, so a repeated write is harmless.
/// </summary>
public sealed partial class DenialCounts
{
    internal const string TableName = "deniedcounts";

    private const int Format = 1;
    private const string Count = "Count";

    private readonly TableClient table;
    private readonly TimeProvider clock;
    private readonly ILogger<DenialCounts> logger;
    private readonly string instance = Guid.NewGuid().ToString("N");
    private readonly Lock gate = new();
    private readonly Dictionary<(DateOnly Day, string Code), Tally> tallies = [];

    internal DenialCounts(StorageAccount storage, TimeProvider clock, ILogger<DenialCounts> logger)
    {
        table = storage.Tables.GetTableClient(TableName);
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Counts one, in memory alone.</summary>
    public void Add(string code)
    {
        DateOnly today = ChinaTime.DateOf(clock.GetUtcNow());
        lock (gate)
        {
            if (!tallies.TryGetValue((today, code), out Tally? tally))
            {
                tallies[(today, code)] = tally = new Tally();
            }

            tally.Counted++;
        }
    }

    /// <summary>What all instances counted on a day in China (default: today), this one's to the last.</summary>
    public async Task<Attempt<DenialCountsView>> ReadAsync(string? day, CancellationToken cancellationToken)
    {
        if (Days.Parse(day, clock) is not { } date)
        {
            return new Problem(ProblemCodes.MalformedParameter, "day");
        }

        await WriteAsync(cancellationToken);
        Dictionary<string, long> sums = new(StringComparer.Ordinal);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Days.Text(date)}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            RowFormat.Require(row, Format, TableName);
            string code = row.RowKey.Split('|')[0];
            sums[code] = sums.GetValueOrDefault(code) + row.GetInt64(Count)!.Value;
        }

        return new DenialCountsView(
            date,
            [.. sums
                .OrderBy(sum => sum.Key, StringComparer.Ordinal)
                .Select(sum => new DenialCount(sum.Key, sum.Value))]);
    }

    /// <summary>Writes what was counted. Called by a timer and when the host stops; counts stay if it fails.</summary>
    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(cancellationToken);
        }
        catch (Exception failure) when (StorageFailures.Is(failure))
        {
            LogNotWritten(failure.GetType().Name);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        List<(DateOnly Day, string Code, long Counted)> fresh;
        lock (gate)
        {
            fresh = [.. tallies
                .Where(tally => tally.Value.Counted > tally.Value.Written)
                .Select(tally => (tally.Key.Day, tally.Key.Code, tally.Value.Counted))];
        }

        foreach ((DateOnly day, string code, long counted) in fresh)
        {
            await table.UpsertEntityAsync(
                new TableEntity(Days.Text(day), $"{code}|{instance}")
                {
                    [RowFormat.Column] = Format,
                    [Count] = counted,
                },
                TableUpdateMode.Replace,
                cancellationToken);
            Note(day, code, counted);
        }
    }

    private void Note(DateOnly day, string code, long written)
    {
        DateOnly today = ChinaTime.DateOf(clock.GetUtcNow());
        lock (gate)
        {
            if (tallies.TryGetValue((day, code), out Tally? tally))
            {
                tally.Written = Math.Max(tally.Written, written);
                if (day < today && tally.Written == tally.Counted)
                {
                    tallies.Remove((day, code));
                }
            }
        }
    }

    [LoggerMessage(6102, LogLevel.Error, "Counts of refused callers could not be written: {ErrorType}; kept")]
    private partial void LogNotWritten(string errorType);

    private sealed class Tally
    {
        public long Counted { get; set; }

        public long Written { get; set; }
    }
}
