using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Daoban.Emulator.Hosting.Keys;

/// <summary>Reads and makes the key files of one host: container azure-webjobs-secrets, folder = host id.</summary>
internal sealed class SecretStore(BlobContainerClient container, string hostId)
{
    public const string ContainerName = "azure-webjobs-secrets";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The stored file, or a new one that is stored first. Two hosts that create at once agree.</summary>
    public async Task<T> GetOrCreateAsync<T>(string name, Func<T> create, CancellationToken cancellationToken)
        where T : class
    {
        BlobClient blob = Blob(name);
        if (await ReadAsync<T>(blob, cancellationToken) is { } stored)
        {
            return stored;
        }

        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        T made = create();
        try
        {
            await UploadAsync(
                blob, made, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);
            return made;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return await ReadAsync<T>(blob, cancellationToken)
                ?? throw new InvalidOperationException($"The key file '{blob.Name}' was there and is gone.", exception);
        }
    }

    /// <summary>Changes a stored file; a change by another host meanwhile is taken in.</summary>
    /// <param name="name">The file's name without extension.</param>
    /// <param name="change">Makes the new content; the same object when there is nothing to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> UpdateAsync<T>(string name, Func<T, T> change, CancellationToken cancellationToken)
        where T : class
    {
        BlobClient blob = Blob(name);
        while (true)
        {
            BlobDownloadResult stored = await blob.DownloadContentAsync(cancellationToken);
            T current = stored.Content.ToObjectFromJson<T>(Format)!;
            T changed = change(current);
            if (ReferenceEquals(changed, current))
            {
                return current;
            }

            try
            {
                await UploadAsync(
                    blob, changed, new BlobRequestConditions { IfMatch = stored.Details.ETag }, cancellationToken);
                return changed;
            }
            catch (RequestFailedException exception) when (exception.Status == 412)
            {
                // Another host was faster: its file is the one to change.
            }
        }
    }

    private BlobClient Blob(string name) => container.GetBlobClient($"{hostId}/{name.ToLowerInvariant()}.json");

    private static async Task UploadAsync<T>(
        BlobClient blob, T content, BlobRequestConditions conditions, CancellationToken cancellationToken) =>
        await blob.UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(content, Format)),
            new BlobUploadOptions { Conditions = conditions },
            cancellationToken);

    private static async Task<T?> ReadAsync<T>(BlobClient blob, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            BlobDownloadResult content = await blob.DownloadContentAsync(cancellationToken);
            return content.Content.ToObjectFromJson<T>(Format);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
