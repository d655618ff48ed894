using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Comparing;

/// <summary>Remembers between runs of the timer how far the walks have come: table <c>comparisons</c>.</summary>
internal sealed class WalkStates(StorageAccount storage)
{
    public const string TableName = "comparisons";

    private const string Partition = "worklist";
    private const int Format = 1;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>How far a walk has come.</summary>
    /// <exception cref="UnknownFormatException">Of a format this build does not know.</exception>
    public async Task<WalkState> ReadAsync(string walk, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, walk, cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            return WalkState.Begin;
        }

        RowFormat.Require(row.Value!, Format, TableName);
        return RowJson.Deserialize<WalkState>(row.Value!.GetString("Json"));
    }

    /// <summary>Keeps it. Of two that write at once either may win: a part is done twice, which does no harm.</summary>
    public Task WriteAsync(string walk, WalkState state, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
            new TableEntity(Partition, walk) { [RowFormat.Column] = Format, ["Json"] = RowJson.Serialize(state) },
            TableUpdateMode.Replace,
            cancellationToken);
}
