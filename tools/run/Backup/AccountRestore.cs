using Azure.Storage.Queues;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>
/// Writes a backup into an empty account: blobs first, so that no row refers to one that is not there, then tables,
/// then queues. Everything is read back and compared.
/// </summary>
internal sealed class AccountRestore(BackupAccount account, BackupFolder folder)
{
    /// <summary>Goes on with a restore of the same backup that was interrupted.</summary>
    public bool Continue { get; init; }

    /// <returns>What was restored.</returns>
    /// <exception cref="LaunchException">
    /// The backup is incomplete, altered or of another format, or the account is not empty.
    /// </exception>
    public async Task<BackupManifest> RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        (BackupManifest manifest, string sha256) = await folder.ReadAsync(cancellationToken);
        BackupCheck backup = new(folder, manifest);
        await backup.RunAsync(tell, cancellationToken);
        await BeginAsync(sha256, cancellationToken);

        BlobRestore blobs = new(account, folder, backup);
        foreach (ContainerPart container in manifest.Containers)
        {
            await blobs.RunAsync(container, cancellationToken);
            tell($"container {container.Name}: {container.Index.Lines} blobs");
        }

        TableRestore tables = new(account, folder);
        foreach (TablePart table in manifest.Tables)
        {
            await tables.RunAsync(table, cancellationToken);
            tell($"table {table.Name}: {table.Content.Lines} rows");
        }

        foreach (QueuePart queue in manifest.Queues)
        {
            await RestoreAsync(queue, cancellationToken);
            tell($"queue {queue.Name}: empty, about {queue.MessagesLeftOut} messages were not copied");
        }

        await RestoreMark.RemoveAsync(account, cancellationToken);
        return manifest;
    }

    private async Task BeginAsync(string sha256, CancellationToken cancellationToken)
    {
        string? mark = await RestoreMark.ReadAsync(account, cancellationToken);
        if (mark is not null && mark != sha256)
        {
            throw new LaunchException("A restore of another backup into this account is not finished.");
        }

        if (mark is not null && !Continue)
        {
            throw new LaunchException(
                "A restore of this backup into this account was interrupted. Go on with it: add --continue");
        }

        if (mark is null)
        {
            if (await EmptyCheck.FindContentAsync(account, cancellationToken) is { } content)
            {
                throw new LaunchException($"The account is not empty: there are {content}. Restore into an empty one.");
            }

            await RestoreMark.WriteAsync(account, sha256, cancellationToken);
        }
    }

    private async Task RestoreAsync(QueuePart part, CancellationToken cancellationToken)
    {
        QueueClient queue = account.Queues.GetQueueClient(part.Name);
        Dictionary<string, string> metadata = new(part.Metadata);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        if (metadata.Count > 0)
        {
            await queue.SetMetadataAsync(metadata, cancellationToken);
        }
    }
}
