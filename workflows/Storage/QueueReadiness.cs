using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Storage;

/// <summary>Whether the storage queues take messages.</summary>
internal sealed class QueueReadiness(StorageAccount storage, StorageLayout layout) : IReadinessCheck
{
    public string Name => "transport";

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        layout.PartOf(StoragePartKind.Queue) is not { } queue
        || await storage.Queues.GetQueueClient(queue).ExistsAsync(cancellationToken);
}
