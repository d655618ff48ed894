using System.Collections.Concurrent;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// What does not fit into a row. A blob is written before the commit that refers to it and never changed; one that no
/// commit refers to is only rubbish, gone when the instance is purged.
/// </summary>
internal sealed class PayloadStore(BlobContainerClient container)
{
    public async Task<Payload> SaveAsync(string instanceId, Payload payload, CancellationToken cancellationToken) =>
        payload.NeedsBlob
            ? payload with { Blob = await UploadAsync(instanceId, payload.Text!, cancellationToken) }
            : payload;

    public async Task<Segment> SaveAsync(string instanceId, Segment segment, CancellationToken cancellationToken) =>
        segment.NeedsBlob
            ? segment with { Blob = await UploadAsync(instanceId, segment.Bytes!, cancellationToken) }
            : segment;

    /// <summary>Saves the large payloads of events that are about to be stored.</summary>
    public async Task SaveAsync(
        string instanceId, IEnumerable<HistoryEvent> events, CancellationToken cancellationToken)
    {
        foreach (HistoryEvent e in events.Where(e => e.PayloadBlob is null))
        {
            if (HistoryMapper.PayloadOf(e) is { } text && Payload.IsLarge(text, Payload.InlineEventLimit))
            {
                e.PayloadBlob = await UploadAsync(instanceId, text, cancellationToken);
            }
        }
    }

    public async Task<Payload> LoadAsync(Payload payload, CancellationToken cancellationToken) =>
        payload is { Text: null, Blob: { } blob }
            ? payload with { Text = Encoding.UTF8.GetString(await DownloadAsync(blob, cancellationToken)) }
            : payload;

    public async Task<byte[]> LoadAsync(Segment segment, CancellationToken cancellationToken) =>
        segment.Bytes ?? await DownloadAsync(segment.Blob!, cancellationToken);

    /// <summary>Reads stored events, fetching the payloads that are in blobs.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> LoadAsync(
        IReadOnlyCollection<HistoryRecord> records, CancellationToken cancellationToken)
    {
        var texts = new ConcurrentDictionary<string, string>();
        IEnumerable<string> blobs = records.Select(record => record.PayloadBlob).OfType<string>().Distinct();
        await Parallel.ForEachAsync(blobs, cancellationToken, async (blob, token) =>
            texts[blob] = Encoding.UTF8.GetString(await DownloadAsync(blob, token)));
        return [.. records.Select(record => HistoryMapper.ToEvent(
            record, record.PayloadBlob is { } blob ? texts[blob] : record.Payload))];
    }

    /// <summary>Blobs of an instance, and of messages to it, that were written before a moment.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(
        string instanceId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        List<string> found = [];
        await foreach (BlobItem blob in container.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, FolderOf(instanceId), cancellationToken))
        {
            if (blob.Properties.LastModified < before)
            {
                found.Add(blob.Name);
            }
        }

        return found;
    }

    /// <summary>Removes blobs that nothing refers to any more.</summary>
    public async Task DeleteAsync(IEnumerable<string> blobs, CancellationToken cancellationToken)
    {
        foreach (string blob in blobs)
        {
            await container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellationToken);
        }
    }

    private static string FolderOf(string instanceId) => $"payloads/{RowKeys.Escape(instanceId)}/";

    private Task<string> UploadAsync(string instanceId, string text, CancellationToken cancellationToken) =>
        UploadAsync(instanceId, Encoding.UTF8.GetBytes(text), cancellationToken);

    private async Task<string> UploadAsync(string instanceId, byte[] bytes, CancellationToken cancellationToken)
    {
        string name = $"{FolderOf(instanceId)}{Guid.NewGuid():N}";
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), cancellationToken);
        return name;
    }

    private async Task<byte[]> DownloadAsync(string blob, CancellationToken cancellationToken)
    {
        BlobDownloadResult result =
            await container.GetBlobClient(blob).DownloadContentAsync(cancellationToken);
        return result.Content.ToArray();
    }
}
