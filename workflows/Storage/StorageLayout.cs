using Microsoft.Extensions.Hosting;

namespace Daoban.Workflows.Storage;

/// <summary>Creates the tables, queues and containers that the capabilities named, before anything is served.</summary>
internal sealed class StorageLayout(StorageAccount storage, IEnumerable<StoragePart> parts) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(parts.Select(part => CreateAsync(part, cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task CreateAsync(StoragePart part, CancellationToken cancellationToken) => part.Kind switch
    {
        StoragePartKind.Table => storage.Tables.CreateTableIfNotExistsAsync(part.Name, cancellationToken),
        StoragePartKind.Queue => storage.Queues.GetQueueClient(part.Name)
            .CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        _ => storage.Blobs.GetBlobContainerClient(part.Name)
            .CreateIfNotExistsAsync(cancellationToken: cancellationToken),
    };
}
