using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// Which cases come due when: table <c>retentiondue</c>, partition = day, so that finding them costs what is due and
/// not what was ever closed.
/// </summary>
internal sealed class RetentionQueue(StorageAccount storage)
{
    public const string TableName = "retentiondue";

    private const int Format = 1;
    private const string Day = "yyyy-MM-dd";

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Notes that a case comes due. May be repeated.</summary>
    public Task PutAsync(RetentionDue due, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Partition(due.Day), Row(due))
        {
            [RowFormat.Column] = Format,
            ["Json"] = RowJson.Serialize(due),
        },
        TableUpdateMode.Replace,
        cancellationToken);

    /// <summary>Forgets a case that was dealt with. May be repeated.</summary>
    public Task RemoveAsync(RetentionDue due, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition(due.Day), Row(due), ETag.All, cancellationToken);

    /// <summary>Puts a case off to another day: the new note first, so that none is lost on the way.</summary>
    public async Task MoveAsync(RetentionDue due, DateOnly day, CancellationToken cancellationToken)
    {
        await PutAsync(due with { Day = day }, cancellationToken);
        await RemoveAsync(due, cancellationToken);
    }

    /// <summary>What is due on or before a day, oldest first.</summary>
    /// <exception cref="UnknownFormatException">A row of a format this build does not know.</exception>
    public async IAsyncEnumerable<RetentionDue> ListDueAsync(
        DateOnly today, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey le {Partition(today)}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            RowFormat.Require(row, Format, TableName);
            yield return RowJson.Deserialize<RetentionDue>(row.GetString("Json"));
        }
    }

    private static string Partition(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private static string Row(RetentionDue due) => $"{due.CaseId}|{due.RetentionClass}";
}
