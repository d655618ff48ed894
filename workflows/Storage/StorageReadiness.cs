using Azure.Data.Tables;
using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Storage;

/// <summary>Whether tables and containers were made and storage answers.</summary>
internal sealed class StorageReadiness(StorageAccount storage, StorageLayout layout) : IReadinessCheck
{
    public string Name => "storage";

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (!layout.IsComplete)
        {
            return false;
        }

        // A row that is not there is an answer, too; a table that is not there is none.
        if (layout.PartOf(StoragePartKind.Table) is { } table)
        {
            await storage.Tables.GetTableClient(table).GetEntityIfExistsAsync<TableEntity>(
                "ready", "ready", cancellationToken: cancellationToken);
        }

        return layout.PartOf(StoragePartKind.Container) is not { } container
            || await storage.Blobs.GetBlobContainerClient(container).ExistsAsync(cancellationToken);
    }
}
