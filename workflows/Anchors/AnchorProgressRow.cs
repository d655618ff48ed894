using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Anchors;

/// <summary>
/// Keeps <see cref="AnchorProgress"/> in one row of table <c>anchorproofs</c>. It only saves looking: what counts are
/// the blobs, and without the row everything is found and made up from them.
/// </summary>
internal sealed class AnchorProgressRow(StorageAccount storage)
{
    // No chain's name is without a slash, so no chain's partition has this name.
    private const string Partition = "progress";
    private const string Key = "anchors";
    private const int Format = 1;

    private readonly TableClient table = storage.Tables.GetTableClient(AnchorPointers.TableName);

    /// <exception cref="UnknownFormatException">Of a format that this build does not know.</exception>
    public async Task<AnchorProgress> ReadAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, Key, cancellationToken: cancellationToken);
        if (!found.HasValue)
        {
            return new AnchorProgress(0, 0, 0);
        }

        TableEntity row = found.Value!;
        RowFormat.Require(row, Format, "The progress of anchors");
        return new AnchorProgress(Number(row, "Last"), Number(row, "Pointed"), Number(row, "Stamped"));
    }

    public Task WriteAsync(AnchorProgress progress, CancellationToken cancellationToken)
    {
        TableEntity row = new(Partition, Key)
        {
            [RowFormat.Column] = Format,
            ["Last"] = progress.Last,
            ["Pointed"] = progress.Pointed,
            ["Stamped"] = progress.Stamped,
        };
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private static long Number(TableEntity row, string column) =>
        row.GetInt64(column) ?? throw new InvalidDataException($"The progress of anchors lacks {column}.");
}
