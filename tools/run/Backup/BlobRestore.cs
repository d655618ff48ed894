using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>
/// Writes the blobs of a container, a few at once, and reads each back. One that is there already is kept if it is the
/// same: blobs that are made immutable cannot be written twice.
/// </summary>
internal sealed class BlobRestore(BackupAccount account, BackupFolder folder, BackupCheck backup)
{
    private const int AtOnce = 4;

    public async Task RunAsync(ContainerPart part, CancellationToken cancellationToken)
    {
        BlobContainerClient container = account.Blobs.GetBlobContainerClient(part.Name);
        PublicAccessType access = part.PublicAccess is null
            ? PublicAccessType.None
            : Enum.Parse<PublicAccessType>(part.PublicAccess);
        Dictionary<string, string> metadata = new(part.Metadata);
        Response<BlobContainerInfo>? created = await container.CreateIfNotExistsAsync(
            access, metadata, cancellationToken: cancellationToken);
        if (created is null && metadata.Count > 0)
        {
            await container.SetMetadataAsync(metadata, cancellationToken: cancellationToken);
        }

        await Parallel.ForEachAsync(
            backup.ReadIndexAsync(part.Name, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (line, token) => await RestoreAsync(container, line, token));
        await CountAsync(container, part, cancellationToken);
    }

    private async Task RestoreAsync(BlobContainerClient container, BlobLine line, CancellationToken cancellationToken)
    {
        BlobWriter writer = new(container, line, folder.BlobFile(container.Name, line.Number));
        if (await ReadBackAsync(container, line, cancellationToken) is { } present)
        {
            if (Equal(line, present))
            {
                return;
            }

            // What an interrupted restore left of it.
            await container.GetBlobClient(line.Name).DeleteAsync(cancellationToken: cancellationToken);
        }

        await writer.WriteAsync(cancellationToken);
        if (await ReadBackAsync(container, line, cancellationToken) is not { } written || !Equal(line, written))
        {
            throw new LaunchException(
                $"Blob {container.Name}/{line.Name} reads back as another than the backup's. "
                + "Something else writes to this account; restore into another one.");
        }
    }

    private static async Task CountAsync(
        BlobContainerClient container, ContainerPart part, CancellationToken cancellationToken)
    {
        long count = 0;
        await foreach (BlobItem _ in container.GetBlobsAsync(new GetBlobsOptions(), cancellationToken))
        {
            count++;
        }

        if (count != part.Index.Lines)
        {
            throw new LaunchException(
                $"Container {part.Name} holds {count} blobs, the backup {part.Index.Lines}. "
                + "Something else writes to this account; restore into another one.");
        }
    }

    private static async Task<BlobLine?> ReadBackAsync(
        BlobContainerClient container, BlobLine line, CancellationToken cancellationToken)
    {
        try
        {
            BlobItem listed = BlobsModelFactory.BlobItem(
                name: line.Name, properties: BlobsModelFactory.BlobItemProperties(accessTierInferred: true));
            return await BlobContent.ReadAsync(
                container.GetBlobClient(line.Name), listed, line.Number, Stream.Null, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    // Storage computes an MD5 where the backup's blob had none; the tier is no content.
    private static bool Equal(BlobLine wanted, BlobLine found) =>
        (wanted.Type, wanted.Length, wanted.Sha256) == (found.Type, found.Length, found.Sha256)
        && (wanted.ContentType, wanted.ContentEncoding, wanted.ContentLanguage)
            == (found.ContentType, found.ContentEncoding, found.ContentLanguage)
        && (wanted.ContentDisposition, wanted.CacheControl) == (found.ContentDisposition, found.CacheControl)
        && (wanted.ContentMd5 is null || wanted.ContentMd5 == found.ContentMd5)
        && Equal(wanted.Metadata, found.Metadata)
        && Equal(wanted.Tags, found.Tags);

    private static bool Equal(SortedDictionary<string, string> wanted, SortedDictionary<string, string> found) =>
        wanted.Count == found.Count
        && wanted.All(pair => found.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
