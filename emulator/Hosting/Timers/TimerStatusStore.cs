using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Emulator.Hosting.Locks;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Timers;

/// <summary>Keeps the status of one monitored timer in the blob where the real host has it.</summary>
internal sealed partial class TimerStatusStore(
    StorageClients storage, string hostId, string functionName, ILogger logger)
{
    private readonly BlobClient blob = storage.Blobs
        .GetBlobContainerClient(HostContainer.Name)
        .GetBlobClient($"timers/{hostId}/Host.Functions.{functionName}/status");

    /// <returns>Null when the timer has none, or one that cannot be read.</returns>
    public async Task<TimerStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult found = await blob.DownloadContentAsync(cancellationToken);
            return found.Content.ToObjectFromJson<TimerStatus>();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            LogUnreadable(functionName);
            return null;
        }
    }

    /// <summary>Replaces the status; the listener's lock keeps others from writing.</summary>
    public async Task WriteAsync(TimerStatus status, CancellationToken cancellationToken)
    {
        var content = BinaryData.FromObjectAsJson(status);
        try
        {
            await blob.UploadAsync(content, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await storage.Blobs.GetBlobContainerClient(HostContainer.Name)
                .CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await blob.UploadAsync(content, overwrite: true, cancellationToken);
        }
    }

    [LoggerMessage(5321, LogLevel.Warning, "The stored status of timer '{Function}' cannot be read; it starts anew")]
    private partial void LogUnreadable(string function);
}
