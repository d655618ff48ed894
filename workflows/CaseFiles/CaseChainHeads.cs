using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Reads where the cases' ledgers end, for the anchors.</summary>
internal sealed class CaseChainHeads(StorageAccount storage) : IChainHeads
{
    private readonly TableClient table = storage.Tables.GetTableClient(CaseFileStore.TableName);

    public string Kind => LedgerChain.CaseKind;

    public async Task<ChainPosition?> ReadAsync(string chain, CancellationToken cancellationToken)
    {
        string caseId = chain[(Kind.Length + 1)..];
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            caseId, LedgerRows.Head, cancellationToken: cancellationToken);
        return row.HasValue ? LedgerRows.PositionOf(row.Value!) : null;
    }
}
