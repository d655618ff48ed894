using Azure;
using Azure.Storage.Blobs;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Locks;

/// <summary>Lets one listener over all processes of a host id run: whoever holds the lease of one blob.</summary>
internal sealed partial class ListenerLock(BlobContainerClient container, string blobName, ILogger logger)
{
    // A dead owner on this machine is seen at the first try; this is for live ones and for other machines.
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(5);

    /// <summary>The lock of a function's listener.</summary>
    /// <param name="storage">The host's own account.</param>
    /// <param name="hostId">The host id that shares the lock.</param>
    /// <param name="functionName">The function.</param>
    /// <param name="logger">Told when storage cannot be reached.</param>
    public static ListenerLock Of(StorageClients storage, string hostId, string functionName, ILogger logger) => new(
        storage.Blobs.GetBlobContainerClient(HostContainer.Name),
        $"locks/{hostId}/Host.Functions.{functionName}.Listener",
        logger);

    /// <summary>Waits until the lock is ours, through faults of storage as well.</summary>
    public async Task<OwnedBlobLease> AcquireAsync(CancellationToken cancellationToken)
    {
        bool faulty = false;
        while (true)
        {
            try
            {
                if (await OwnedBlobLease.TryAcquireAsync(container, blobName, logger, cancellationToken) is { } lease)
                {
                    return lease;
                }

                faulty = false;
            }
            catch (Exception fault)
                when (fault is RequestFailedException || StorageFaults.IsDoubtful(fault, cancellationToken))
            {
                if (!faulty)
                {
                    LogUnreachable(blobName, (fault as RequestFailedException)?.ErrorCode ?? fault.GetType().Name);
                }

                faulty = true;
            }

            await Task.Delay(RetryEvery, cancellationToken);
        }
    }

    [LoggerMessage(5301, LogLevel.Warning, "Lock '{Blob}' cannot be reached ({Code}); trying again")]
    private partial void LogUnreachable(string blob, string code);
}
