using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>Copies containers into files, a few blobs at once, page by page.</summary>
internal sealed class BlobBackup(BackupAccount account, BackupFolder folder, bool whileRunning)
{
    private const int AtOnce = 4;
    private const int PageSize = 200;
    private const int MostTries = 5;

    public async Task<IReadOnlyList<ContainerPart>> RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        List<ContainerPart> parts = [];
        await foreach (BlobContainerItem item in account.Blobs.GetBlobContainersAsync(
            BlobContainerTraits.Metadata, cancellationToken: cancellationToken))
        {
            if (BackupAccount.IsOfAzure(item.Name))
            {
                continue;
            }

            ContainerPart part = await CopyAsync(item, cancellationToken);
            parts.Add(part);
            tell($"container {item.Name}: {part.Index.Lines} blobs, {part.ContentBytes} bytes");
        }

        return [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)];
    }

    private async Task<ContainerPart> CopyAsync(BlobContainerItem item, CancellationToken cancellationToken)
    {
        BlobContainerClient container = account.Blobs.GetBlobContainerClient(item.Name);
        using LineFile index = new(folder.IndexFile(item.Name));
        long number = 0;
        long contentBytes = 0;
        int leftOut = 0;
        await foreach (Page<BlobItem> page in container
            .GetBlobsAsync(new GetBlobsOptions(), cancellationToken)
            .AsPages(pageSizeHint: PageSize))
        {
            foreach (BlobLine? line in await CopyAsync(container, page.Values, number, cancellationToken))
            {
                if (line is null)
                {
                    leftOut++;
                    continue;
                }

                contentBytes += line.Length;
                await index.WriteAsync(JsonSerializer.Serialize(line, BackupFormat.Line), cancellationToken);
            }

            number += page.Values.Count;
        }

        string? access = item.Properties.PublicAccess is null or PublicAccessType.None
            ? null
            : item.Properties.PublicAccess.ToString();
        return new ContainerPart(
            item.Name,
            new SortedDictionary<string, string>(item.Properties.Metadata ?? new Dictionary<string, string>()),
            index.Finish(),
            contentBytes,
            leftOut,
            access);
    }

    /// <returns>In the order of the page; null for those that are gone.</returns>
    private async Task<BlobLine?[]> CopyAsync(
        BlobContainerClient container, IReadOnlyList<BlobItem> items, long first, CancellationToken cancellationToken)
    {
        BlobLine?[] lines = new BlobLine?[items.Count];
        await Parallel.ForAsync(
            0,
            items.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) => lines[i] = await CopyAsync(container, items[i], first + i, token));
        return lines;
    }

    private async Task<BlobLine?> CopyAsync(
        BlobContainerClient container, BlobItem item, long number, CancellationToken cancellationToken)
    {
        string file = folder.BlobFile(container.Name, number);
        BackupFolder.CreateFolderOf(file);
        for (int tries = 1; ; tries++)
        {
            try
            {
                await using FileStream content = new(file, FileMode.Create, FileAccess.Write);
                BlobLine line = await BlobContent.ReadAsync(
                    container.GetBlobClient(item.Name), item, number, content, cancellationToken);
                content.Flush(flushToDisk: true);
                return line;
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                if (!whileRunning || (changed.Status == 412 && tries == MostTries))
                {
                    throw new LaunchException(
                        $"The account changes while it is copied: {container.Name}/{item.Name} is another or gone. "
                        + "Stop whatever writes to it.");
                }

                if (changed.Status == 404)
                {
                    break;
                }
            }
        }

        File.Delete(file);
        return null;
    }
}
