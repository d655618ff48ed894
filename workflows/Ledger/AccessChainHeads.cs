using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Ledger;

/// <summary>Reads where the access chains end, for the anchors.</summary>
internal sealed class AccessChainHeads(StorageAccount storage) : IChainHeads
{
    private readonly TableClient table = storage.Tables.GetTableClient(AccessLog.TableName);

    public string Kind => LedgerChain.AccessKind;

    public async Task<ChainPosition?> ReadAsync(string chain, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            AccessLog.PartitionOf(chain), LedgerRows.Head, cancellationToken: cancellationToken);
        return row.HasValue ? LedgerRows.PositionOf(row.Value!) : null;
    }
}
