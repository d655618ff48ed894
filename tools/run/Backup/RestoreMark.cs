using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Daoban.Run.Backup;

/// <summary>
/// The note in an account that a restore has begun and of which backup: a container of its own, removed at the end. So
/// an interrupted restore is recognised, and goes on with the same backup only.
/// </summary>
internal static class RestoreMark
{
    public const string Container = "daoban-restore";

    private const string Blob = "manifest-sha256";

    /// <returns>The SHA-256 of the manifest; null when no restore is under way.</returns>
    public static async Task<string?> ReadAsync(BackupAccount account, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult mark = await BlobOf(account).DownloadContentAsync(cancellationToken);
            return mark.Content.ToString();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public static async Task WriteAsync(BackupAccount account, string sha256, CancellationToken cancellationToken)
    {
        await account.Blobs.GetBlobContainerClient(Container)
            .CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await BlobOf(account).UploadAsync(
            BinaryData.FromBytes(Encoding.ASCII.GetBytes(sha256)), overwrite: true, cancellationToken);
    }

    public static Task RemoveAsync(BackupAccount account, CancellationToken cancellationToken) =>
        account.Blobs.GetBlobContainerClient(Container).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private static BlobClient BlobOf(BackupAccount account) =>
        account.Blobs.GetBlobContainerClient(Container).GetBlobClient(Blob);
}
