using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Statements;

/// <summary>
/// Keeps statements as the bank sent them: container <c>statements</c>, a blob per day, written once and never again.
/// </summary>
internal sealed class StatementFiles(StorageAccount storage)
{
    public const string ContainerName = "statements";

    private readonly BlobContainerClient container = storage.Blobs.GetBlobContainerClient(ContainerName);

    /// <summary>The kept file of a day; null when there is none.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadResult> file =
                await container.GetBlobClient(Days.Text(day)).DownloadContentAsync(cancellationToken);
            return file.Value.Content.ToMemory();
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Keeps a day's file, unless one is kept already: that one stays.</summary>
    public async Task KeepAsync(DateOnly day, ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient(Days.Text(day)).UploadAsync(
                BinaryData.FromBytes(file),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
        }
        catch (RequestFailedException kept) when (kept.Status is 409 or 412)
        {
            // By another process, or by our own request whose answer was lost.
        }
    }
}
