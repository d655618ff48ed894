using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Says which cases may have effects waiting: table <c>outboxmarks</c>, one row per commit, written before the commit
/// and removed when its effects are final. The timer that finishes abandoned outboxes reads these rows and nothing
/// else, so its cost does not grow with the number of cases.
/// </summary>
internal sealed partial class OutboxMarks(
    StorageAccount storage, TimeProvider clock, ILogger<OutboxMarks> logger)
{
    public const string TableName = "outboxmarks";

    /// <summary>How long a commit and its effects are left to the process that began them.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private const int Format = 1;
    private const string Postponements = "Postponements";

    // From 20 s to 11 minutes: a receiver that stands still must not find a message for every time it was reminded.
    private const int MostDoublings = 5;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Announces a commit with effects.</summary>
    public Task PutAsync(string caseId, string commitId, CancellationToken cancellationToken) =>
        PutAsync(new OutboxMark(caseId, commitId), cancellationToken);

    /// <summary>Puts a mark off, each time twice as long: its effects wait for their receiver.</summary>
    public Task PostponeAsync(OutboxMark mark, CancellationToken cancellationToken) =>
        PutAsync(mark with { Postponements = mark.Postponements + 1 }, cancellationToken);

    /// <summary>The commit's effects are final.</summary>
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
