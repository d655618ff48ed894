using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>
/// Copies everything that an account holds into a folder: tables first, then blobs, so that what a row of a running
/// application refers to is copied after it. Queues come without their messages.
/// </summary>
internal sealed class AccountBackup(BackupAccount account, BackupFolder folder, TimeProvider clock)
{
    /// <summary>Accepts an account on which an application runs.</summary>
    public bool WhileRunning { get; init; }

    /// <summary>How long to wait for an application to stop.</summary>
    public TimeSpan Patience { get; init; } = LeaseCheck.Patience;

    /// <returns>The manifest and its SHA-256.</returns>
    /// <exception cref="LaunchException">An application runs, or the folder is not empty.</exception>
    public async Task<(BackupManifest Manifest, string Sha256)> RunAsync(
        Action<string> tell, CancellationToken cancellationToken)
    {
        if (await RestoreMark.ReadAsync(account, cancellationToken) is not null)
        {
            throw new LaunchException(
                "A restore into this account is not finished. Finish it: ./run restore --continue");
        }

        await AwaitStopAsync(Patience, tell, cancellationToken);
        DateTimeOffset startedAt = clock.GetUtcNow();
        folder.Create();
        IReadOnlyList<TablePart> tables = await TableBackup.RunAsync(account, folder, tell, cancellationToken);
        IReadOnlyList<ContainerPart> containers =
            await new BlobBackup(account, folder, WhileRunning).RunAsync(tell, cancellationToken);
        List<QueuePart> queues = await ReadQueuesAsync(cancellationToken);

        // Nothing may have started in the meantime.
        await AwaitStopAsync(TimeSpan.Zero, tell, cancellationToken);
        BackupManifest manifest = new()
        {
            Format = BackupFormat.Name,
            Account = account.Name,
            StartedAt = startedAt,
            EndedAt = clock.GetUtcNow(),
            WhileRunning = WhileRunning,
            Tables = tables,
            Containers = containers,
            Queues = queues,
        };
        return (manifest, await folder.WriteAsync(manifest, cancellationToken));
    }

    private Task AwaitStopAsync(TimeSpan patience, Action<string> tell, CancellationToken cancellationToken) =>
        WhileRunning ? Task.CompletedTask : LeaseCheck.AwaitStopAsync(account, patience, tell, cancellationToken);

    private async Task<List<QueuePart>> ReadQueuesAsync(CancellationToken cancellationToken)
    {
        List<QueuePart> parts = [];
        await foreach (QueueItem item in account.Queues.GetQueuesAsync(
            QueueTraits.Metadata, cancellationToken: cancellationToken))
        {
            QueueClient queue = account.Queues.GetQueueClient(item.Name);
            QueueProperties properties = await queue.GetPropertiesAsync(cancellationToken);
            parts.Add(new QueuePart(
                item.Name,
                new SortedDictionary<string, string>(properties.Metadata ?? new Dictionary<string, string>()),
                properties.ApproximateMessagesCount));
        }

        return [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)];
    }
}
