using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Daoban.Run.Backup;

/// <summary>Reads a blob with everything about it in one answer, so that content and properties fit.</summary>
internal static class BlobContent
{
    /// <param name="blob">Of any type.</param>
    /// <param name="listed">As a listing showed it.</param>
    /// <param name="number">Its number in the index.</param>
    /// <param name="to">Gets the content.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RequestFailedException">404: it is gone.</exception>
    public static async Task<BlobLine> ReadAsync(
        BlobClient blob, BlobItem listed, long number, Stream to, CancellationToken cancellationToken)
    {
        using BlobDownloadStreamingResult answer =
            await blob.DownloadStreamingAsync(cancellationToken: cancellationToken);
        (long length, string sha256) = await HashedCopy.CopyAsync(answer.Content, to, cancellationToken);
        BlobDownloadDetails details = answer.Details;
        return new BlobLine
        {
            Number = number,
            Name = listed.Name,
            Type = details.BlobType.ToString(),
            Length = length,
            Sha256 = sha256,
            ContentType = Text(details.ContentType),
            ContentEncoding = Text(details.ContentEncoding),
            ContentLanguage = Text(details.ContentLanguage),
            ContentDisposition = Text(details.ContentDisposition),
            CacheControl = Text(details.CacheControl),
            ContentMd5 = details.ContentHash is { Length: > 0 } hash ? Convert.ToBase64String(hash) : null,
            AccessTier = listed.Properties.AccessTierInferred is true ? null : listed.Properties.AccessTier?.ToString(),
            Metadata = new(details.Metadata, StringComparer.OrdinalIgnoreCase),
            Tags = await TagsAsync(blob, details.TagCount, cancellationToken),
        };
    }

    private static string? Text(string? header) => string.IsNullOrEmpty(header) ? null : header;

    private static async Task<SortedDictionary<string, string>> TagsAsync(
        BlobClient blob, long count, CancellationToken cancellationToken) => count == 0
        ? new(StringComparer.Ordinal)
        : new((await blob.GetTagsAsync(cancellationToken: cancellationToken)).Value.Tags, StringComparer.Ordinal);
}
