using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Anchors;

/// <summary>
/// The anchors themselves: container <c>anchors</c>, each blob written once and never changed, so that the container
/// can be made immutable.
/// </summary>
internal sealed class AnchorBlobs(StorageAccount storage)
{
    public const string ContainerName = "anchors";

    private const string Format = "1";
    private const string FormatName = "format";
    private const string ReadAtName = "readat";

    private const string KeyFolder = "keys/";

    private readonly ConcurrentDictionary<string, bool> keptKeys = new(StringComparer.Ordinal);
    private readonly BlobContainerClient container = storage.Blobs.GetBlobContainerClient(ContainerName);

    /// <summary>Writes an anchor's leaves unless some are there.</summary>
    /// <returns>The leaves that stand there now: ours, another process's, or those of one that died.</returns>
    public async Task<LeafList> PutLeavesAsync(long anchor, LeafList leaves, CancellationToken cancellationToken)
    {
        BlobUploadOptions options = WriteOnce("application/x-ndjson");
        options.Metadata = new Dictionary<string, string>
        {
            [FormatName] = Format,
            [ReadAtName] = leaves.ReadAt.ToString("O", CultureInfo.InvariantCulture),
        };
        var text = BinaryData.FromString(string.Concat(leaves.Lines.Select(line => line + "\n")));
        return await TryPutAsync(Leaves(anchor), text, options, cancellationToken)
            ? leaves
            : await ReadLeavesAsync(anchor, cancellationToken);
    }

    /// <exception cref="InvalidDataException">Of a format that this build does not know.</exception>
    public async Task<LeafList> ReadLeavesAsync(long anchor, CancellationToken cancellationToken)
    {
        BlobDownloadResult blob = await Leaves(anchor).DownloadContentAsync(cancellationToken);
        IDictionary<string, string> metadata = blob.Details.Metadata;
        if (!metadata.TryGetValue(FormatName, out string? format) || format != Format
            || !metadata.TryGetValue(ReadAtName, out string? text)
            || !DateTimeOffset.TryParseExact(
                text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset readAt))
        {
            throw new InvalidDataException($"The leaves of anchor {anchor} have another format than {Format}.");
        }

        return new LeafList(
            blob.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), readAt);
    }

    /// <summary>Writes an anchor unless it is there.</summary>
    /// <returns>The anchor that stands there now.</returns>
    public async Task<SignedEnvelope> PutAsync(
        long anchor, SignedEnvelope envelope, CancellationToken cancellationToken) =>
        await TryPutAsync(
            Anchor(anchor), BinaryData.FromString(envelope.ToJson()), WriteOnce("application/json"), cancellationToken)
            ? envelope
            : SignedEnvelope.Parse(await ReadAsync(anchor, cancellationToken));

    /// <summary>An anchor as it is stored.</summary>
    public async Task<string> ReadAsync(long anchor, CancellationToken cancellationToken) =>
        (await Anchor(anchor).DownloadContentAsync(cancellationToken)).Value.Content.ToString();

    /// <summary>Writes an anchor's time stamp; one that is there already stays.</summary>
    public Task PutTokenAsync(long anchor, byte[] token, CancellationToken cancellationToken) => TryPutAsync(
        Token(anchor), BinaryData.FromBytes(token), WriteOnce("application/octet-stream"), cancellationToken);

    /// <summary>An anchor's time stamp; null while it has none.</summary>
    public async Task<byte[]?> FindTokenAsync(long anchor, CancellationToken cancellationToken)
    {
        try
        {
            return (await Token(anchor).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Keeps the public half of a key before its first signature, so that it outlives the key.</summary>
    public async Task PutKeyAsync(PublicSigningKey key, CancellationToken cancellationToken)
    {
        if (!keptKeys.ContainsKey(key.KeyId))
        {
            await TryPutAsync(
                container.GetBlobClient($"{KeyFolder}{key.KeyId}.pem"),
                BinaryData.FromString(key.Pem + "\n"),
                WriteOnce("application/x-pem-file"),
                cancellationToken);
            keptKeys[key.KeyId] = true;
        }
    }

    /// <summary>Every public key that was ever kept, as PEM, in order of their ids.</summary>
    public async Task<string> ReadKeysAsync(CancellationToken cancellationToken)
    {
        StringBuilder pems = new();
        await foreach (BlobItem blob in container.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, KeyFolder, cancellationToken))
        {
            BlobDownloadResult pem = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            pems.Append(pem.Content);
        }

        return pems.ToString();
    }

    /// <summary>The last anchor's number, 0 for none. Anchors have no gaps, so a few looks are enough.</summary>
    /// <param name="known">An anchor that is known to be there, or 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">The known one has gone.</exception>
    public async Task<long> FindLastAsync(long known, CancellationToken cancellationToken)
    {
        if (known > 0 && !await Anchor(known).ExistsAsync(cancellationToken))
        {
            throw new InvalidDataException($"Anchor {known} was there and has gone from container {ContainerName}.");
        }

        long there = known;
        long step = 1;
        while (await Anchor(there + step).ExistsAsync(cancellationToken))
        {
            there += step;
            step *= 2;
        }

        // The first that is not there lies between there + 1 and there + step.
        while (step > 1)
        {
            step /= 2;
            there += await Anchor(there + step).ExistsAsync(cancellationToken) ? step : 0;
        }

        return there;
    }

    private static BlobUploadOptions WriteOnce(string contentType) => new()
    {
        Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
    };

    private static async Task<bool> TryPutAsync(
        BlobClient blob, BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return false;
        }
    }

    private BlobClient Leaves(long anchor) => Blob(anchor, "leaves");

    private BlobClient Anchor(long anchor) => Blob(anchor, "json");

    private BlobClient Token(long anchor) => Blob(anchor, "tsr");

    private BlobClient Blob(long anchor, string extension) =>
        container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{anchor:D10}.{extension}"));
}
