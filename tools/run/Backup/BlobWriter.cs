using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>Makes a blob that is not there from its line and its file, in pieces of at most 4 MiB.</summary>
internal sealed class BlobWriter(BlobContainerClient container, BlobLine line, string file)
{
    private const int Piece = 4 * 1024 * 1024;

    private BlobHttpHeaders Headers => new()
    {
        ContentType = line.ContentType,
        ContentEncoding = line.ContentEncoding,
        ContentLanguage = line.ContentLanguage,
        ContentDisposition = line.ContentDisposition,
        CacheControl = line.CacheControl,
        ContentHash = line.ContentMd5 is null ? null : Convert.FromBase64String(line.ContentMd5),
    };

    private Dictionary<string, string>? Tags => line.Tags.Count == 0 ? null : new(line.Tags);

    /// <exception cref="LaunchException">The line names a type of blob that there is not.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using FileStream content = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        await (line.Type switch
        {
            nameof(BlobType.Block) => WriteBlockAsync(content, cancellationToken),
            nameof(BlobType.Append) => WriteAppendAsync(content, cancellationToken),
            nameof(BlobType.Page) => WritePageAsync(content, cancellationToken),
            _ => throw new LaunchException($"Blob {container.Name}/{line.Name} is of the unknown type {line.Type}."),
        });
    }

    private async Task WriteBlockAsync(FileStream content, CancellationToken cancellationToken) =>
        await container.GetBlobClient(line.Name).UploadAsync(
            content,
            new BlobUploadOptions
            {
                HttpHeaders = Headers,
                Metadata = line.Metadata,
                Tags = Tags,
                AccessTier = line.AccessTier is { } tier ? new AccessTier(tier) : (AccessTier?)null,
                TransferOptions = new StorageTransferOptions
                {
                    InitialTransferSize = Piece,
                    MaximumTransferSize = Piece,
                    MaximumConcurrency = 1,
                },
            },
            cancellationToken);

    private async Task WriteAppendAsync(FileStream content, CancellationToken cancellationToken)
    {
        AppendBlobClient blob = container.GetAppendBlobClient(line.Name);
        await blob.CreateAsync(
            new AppendBlobCreateOptions { HttpHeaders = Headers, Metadata = line.Metadata, Tags = Tags },
            cancellationToken);
        await foreach ((long offset, MemoryStream piece) in PiecesAsync(content, cancellationToken))
        {
            await blob.AppendBlockAsync(
                piece,
                new AppendBlobAppendBlockOptions
                {
                    // A repetition after a lost answer must not append twice.
                    Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = offset },
                },
                cancellationToken);
        }
    }

    private async Task WritePageAsync(FileStream content, CancellationToken cancellationToken)
    {
        PageBlobClient blob = container.GetPageBlobClient(line.Name);
        await blob.CreateAsync(
            line.Length,
            new PageBlobCreateOptions { HttpHeaders = Headers, Metadata = line.Metadata, Tags = Tags },
            cancellationToken);
        await foreach ((long offset, MemoryStream piece) in PiecesAsync(content, cancellationToken))
        {
            await blob.UploadPagesAsync(piece, offset, cancellationToken: cancellationToken);
        }
    }

    private static async IAsyncEnumerable<(long Offset, MemoryStream Piece)> PiecesAsync(
        FileStream content,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Piece];
        long offset = 0;
        int read;
        while ((read = await content.ReadAtLeastAsync(buffer, Piece, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            yield return (offset, new MemoryStream(buffer, 0, read, writable: false));
            offset += read;
        }
    }
}
