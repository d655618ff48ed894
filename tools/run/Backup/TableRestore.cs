using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>
/// Writes the rows of a table, a few transactions at once, then reads them back. A row that is there already is
/// replaced, so that it can be repeated.
/// </summary>
internal sealed class TableRestore(BackupAccount account, BackupFolder folder)
{
    private const int AtOnce = 4;
    private const int MostRows = 100;

    // Storage takes 4 MiB in a transaction, in which letters beyond ASCII take twice what they take in a line.
    private const int MostBytes = 1_500_000;

    // Azurite measures a row that replaces another as it is escaped, six bytes for a Chinese letter, and would refuse
    // one that it took as a new row: large ones go alone and as new.
    private const int Large = 150_000;

    public async Task RunAsync(TablePart part, CancellationToken cancellationToken)
    {
        TableClient table = account.Tables.GetTableClient(part.Name);
        await table.CreateIfNotExistsAsync(cancellationToken);
        await Parallel.ForEachAsync(
            ReadGroupsAsync(part.Name, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (group, token) => await WriteAsync(table, group, token));

        FileDigest restored = await TableBackup.DigestAsync(table, cancellationToken);
        if (restored.Lines != part.Content.Lines || restored.Set != part.Content.Set)
        {
            throw new LaunchException(
                $"Table {part.Name} holds {restored.Lines} rows that differ from the backup's {part.Content.Lines}. "
                + "Something else writes to this account; restore into another one.");
        }
    }

    private static async Task WriteAsync(
        TableClient table, List<TableTransactionAction> group, CancellationToken cancellationToken)
    {
        if (group is not [{ Entity: var row }])
        {
            await table.SubmitTransactionAsync(group, cancellationToken);
            return;
        }

        try
        {
            await table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // Of the same restore, before it was interrupted; or this very request, whose answer was lost.
            await table.DeleteEntityAsync(row, ETag.All, cancellationToken);
            await table.AddEntityAsync(row, cancellationToken);
        }
    }

    /// <summary>Rows of one partition, as many as one transaction takes.</summary>
    private async IAsyncEnumerable<List<TableTransactionAction>> ReadGroupsAsync(
        string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<TableTransactionAction> group = [];
        int bytes = 0;
        bool isLarge = false;
        await foreach (string line in File.ReadLinesAsync(folder.TableFile(table), cancellationToken))
        {
            TableEntity row = RowLine.Read(line);
            int length = Encoding.UTF8.GetByteCount(line);
            if (group.Count > 0
                && (group.Count == MostRows
                    || bytes + length > MostBytes
                    || length > Large
                    || isLarge
                    || group[0].Entity.PartitionKey != row.PartitionKey))
            {
                yield return group;
                group = [];
                bytes = 0;
            }

            group.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
            bytes += length;
            isLarge = length > Large;
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
