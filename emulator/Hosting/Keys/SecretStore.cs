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
        BlobClient blob = container.GetBlobClient($"{hostId}/{name.ToLowerInvariant()}.json");
        if (await ReadAsync<T>(blob, cancellationToken) is { } stored)
        {
            return stored;
        }

        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        T made = create();
        try
        {
            await blob.UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(made, Format)),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            return made;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return await ReadAsync<T>(blob, cancellationToken)
                ?? throw new InvalidOperationException($"The key file '{blob.Name}' was there and is gone.", exception);
        }
    }

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
