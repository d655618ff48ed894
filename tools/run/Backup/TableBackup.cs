using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Daoban.Run.Backup;

/// <summary>Copies tables into files, a few at once, each page by page.</summary>
internal static class TableBackup
{
    private const int AtOnce = 4;

    public static async Task<IReadOnlyList<TablePart>> RunAsync(
        BackupAccount account, BackupFolder folder, Action<string> tell, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await foreach (TableItem table in account.Tables.QueryAsync(cancellationToken: cancellationToken))
        {
            names.Add(table.Name);
        }

        TablePart[] parts = new TablePart[names.Count];
        await Parallel.ForAsync(
            0,
            names.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                parts[i] = await CopyAsync(account.Tables.GetTableClient(names[i]), folder, token);
                tell($"table {names[i]}: {parts[i].Content.Lines} rows");
            });
        return [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)];
    }

    /// <summary>The digest of a table's rows as a backup would write them.</summary>
    public static async Task<FileDigest> DigestAsync(TableClient table, CancellationToken cancellationToken)
    {
        using LineDigest digest = new();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            digest.Add(RowLine.Write(row));
        }

        return digest.Finish();
    }

    private static async Task<TablePart> CopyAsync(
        TableClient table, BackupFolder folder, CancellationToken cancellationToken)
    {
        using LineFile file = new(folder.TableFile(table.Name));
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            await file.WriteAsync(RowLine.Write(row), cancellationToken);
        }

        return new TablePart(table.Name, file.Finish());
    }
}
