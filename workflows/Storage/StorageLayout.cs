using Microsoft.Extensions.Hosting;

namespace Daoban.Workflows.Storage;

/// <summary>
/// Creates the tables, queues and containers that the capabilities named, before anything is served; not in an account
/// that is only half restored.
/// </summary>
internal sealed class StorageLayout(StorageAccount storage, IEnumerable<StoragePart> parts) : IHostedService
{
    /// <summary>The container that is there until a restore has ended; its name is part of docs/backup.md.</summary>
    internal const string RestoreMark = "daoban-restore";

    /// <summary>Whether everything was made.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>One part of a kind, to ask whether storage answers; null when no capability needs any.</summary>
    public string? PartOf(StoragePartKind kind) => parts.FirstOrDefault(part => part.Kind == kind)?.Name;

    /// <exception cref="UnfinishedRestoreException">A restore into the account has not ended.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Who stores nothing needs no account.
        if (parts.Any() && await storage.Blobs.GetBlobContainerClient(RestoreMark).ExistsAsync(cancellationToken))
        {
            throw new UnfinishedRestoreException();
        }

        await Task.WhenAll(parts.Select(part => CreateAsync(part, cancellationToken)));
        IsComplete = true;
    }

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
