using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Says which cases may have effects waiting: table <c>outboxmarks</c>, one row per commit, written before the commit
/// and removed some seconds after its effects are final. The timer that finishes abandoned outboxes reads these rows
/// and nothing else, so its cost does not grow with the number of cases.
/// </summary>
internal sealed partial class OutboxMarks(
    StorageAccount storage, TimeProvider clock, ILogger<OutboxMarks> logger)
{
    public const string TableName = "outboxmarks";

    /// <summary>How long a commit and its effects are left to the process that began them.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    // Of one table transaction.
    private const int MostActions = 100;

    private const int Format = 1;
    private const string Postponements = "Postponements";

    // From 20 s to 11 minutes: a receiver that stands still must not find a message for every time it was reminded.
    private const int MostDoublings = 5;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    private readonly OpenMarks open = new(clock);

    /// <summary>Announces a commit with effects. Another one to the same case, soon after, costs nothing.</summary>
    /// <returns>The mark that stands for it.</returns>
    public async Task<OutboxMark> PutAsync(string caseId, string commitId, CancellationToken cancellationToken)
    {
        if (open.Take(caseId) is { } standing)
        {
            return standing;
        }

        OutboxMark mark = new(caseId, commitId);
        long putAt = clock.GetTimestamp();
        await PutAsync(mark, cancellationToken);
        open.Add(mark, putAt);
        return mark;
    }

    /// <summary>
    /// The effects of the mark's commit are final, or will be when the receivers of <paramref name="awaited"/> commit.
    /// </summary>
    public void Release(OutboxMark mark, IReadOnlyList<OutboxItem> awaited)
    {
        if (awaited.Count == 0)
        {
            open.Release(mark);
        }
        else
        {
            open.Await(mark, awaited);
        }
    }

    /// <summary>A commit removed these items of others.</summary>
    public void Acknowledge(string caseId, IEnumerable<string> itemKeys) => open.Acknowledge(caseId, itemKeys);

    /// <summary>Removes released marks, in one request for each shard where it can.</summary>
    /// <param name="isLast">Whether no commit follows, so that a mark need not wait for another one to serve.</param>
    /// <param name="cancellationToken">Gives up; what is left is the timer's.</param>
    public async Task SweepAsync(bool isLast, CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, OutboxMark> shard in open.TakeRemovable(isLast)
            .GroupBy(mark => ShardOf(mark.CaseId)))
        {
            foreach (OutboxMark[] some in shard.Chunk(MostActions))
            {
                await RemoveAsync(shard.Key, some, cancellationToken);
            }
        }
    }

    /// <summary>Puts a mark off, each time twice as long: its effects wait for their receiver.</summary>
    public Task PostponeAsync(OutboxMark mark, CancellationToken cancellationToken) =>
        PutAsync(mark with { Postponements = mark.Postponements + 1 }, cancellationToken);

    /// <summary>A mark that came due is done with.</summary>
    public Task RemoveAsync(string caseId, string commitId, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(ShardOf(caseId), RowKey(caseId, commitId), ETag.All, cancellationToken);

    /// <summary>
    /// Marks that are due. One of a format this build does not know stays and is logged; the others must not wait for
    /// that.
    /// </summary>
    public async IAsyncEnumerable<OutboxMark> ListDueAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"DueAt le {clock.GetUtcNow()}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (row[RowFormat.Column] is not Format)
            {
                LogUnreadable(row.RowKey);
                continue;
            }

            string[] parts = row.RowKey.Split('|');
            yield return new OutboxMark(parts[0], parts[1], row.GetInt32(Postponements) ?? 0);
        }
    }

    private async Task RemoveAsync(string shard, OutboxMark[] some, CancellationToken cancellationToken)
    {
        if (some.Length > 1)
        {
            try
            {
                await table.SubmitTransactionAsync(
                    some.Select(mark => new TableTransactionAction(
                        TableTransactionActionType.Delete,
                        new TableEntity(shard, RowKey(mark.CaseId, mark.CommitId)),
                        ETag.All)),
                    cancellationToken);
                return;
            }
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                // The timer was faster with one of them, or our own request whose answer was lost.
            }
        }

        foreach (OutboxMark mark in some)
        {
            await RemoveAsync(mark.CaseId, mark.CommitId, cancellationToken);
        }
    }

    private static string RowKey(string caseId, string commitId) => $"{caseId}|{commitId}";

    // A case id is a random UUID: its first digit spreads the marks over 16 partitions.
    private static string ShardOf(string caseId) => caseId[..1];

    private Task<Response> PutAsync(OutboxMark mark, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(ShardOf(mark.CaseId), RowKey(mark.CaseId, mark.CommitId))
        {
            [RowFormat.Column] = Format,
            ["DueAt"] = clock.GetUtcNow() + (Grace * (1 << Math.Min(mark.Postponements, MostDoublings))),
            [Postponements] = mark.Postponements,
        },
        TableUpdateMode.Replace,
        cancellationToken);

    [LoggerMessage(1104, LogLevel.Error, "Outbox mark {Row} has a format this build does not know, stays")]
    private partial void LogUnreadable(string row);
}
