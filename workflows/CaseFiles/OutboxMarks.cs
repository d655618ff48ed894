using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Says which cases may have effects waiting: table <c>outboxmarks</c>, one row per commit, written before the commit
/// and removed when its effects are final. The timer that finishes abandoned outboxes reads these rows and nothing
/// else, so its cost does not grow with the number of cases.
/// </summary>
internal sealed class OutboxMarks(StorageAccount storage, TimeProvider clock)
{
    public const string TableName = "outboxmarks";

    /// <summary>How long a commit and its effects are left to the process that began them.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Announces a commit with effects.</summary>
    public Task PutAsync(string caseId, string commitId, CancellationToken cancellationToken) =>
        PutAsync(new OutboxMark(caseId, commitId), cancellationToken);

    /// <summary>Puts a mark off: its effects wait for their receiver.</summary>
    public Task PostponeAsync(OutboxMark mark, CancellationToken cancellationToken) =>
        PutAsync(mark, cancellationToken);

    /// <summary>The commit's effects are final.</summary>
    public Task RemoveAsync(string caseId, string commitId, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(ShardOf(caseId), RowKey(caseId, commitId), ETag.All, cancellationToken);

    /// <summary>Marks whose grace has passed.</summary>
    public async IAsyncEnumerable<OutboxMark> ListDueAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"DueAt le {clock.GetUtcNow()}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            string[] parts = row.RowKey.Split('|');
            yield return new OutboxMark(parts[0], parts[1]);
        }
    }

    private static string RowKey(string caseId, string commitId) => $"{caseId}|{commitId}";

    // A case id is a random UUID: its first digit spreads the marks over 16 partitions.
    private static string ShardOf(string caseId) => caseId[..1];

    private Task<Response> PutAsync(OutboxMark mark, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(ShardOf(mark.CaseId), RowKey(mark.CaseId, mark.CommitId))
        {
            ["DueAt"] = clock.GetUtcNow() + Grace,
        },
        TableUpdateMode.Replace,
        cancellationToken);
}
