using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Storage;

/// <summary>
/// A blob lease of 15 s, renewed every 4 s, whose blob names its owner. When the recorded owner ran on this machine and
/// is gone, the lease is broken at once: a killed process restarts in a second instead of waiting for the lease to end.
/// The lease keeps work in one place; it proves nothing. Guard every write by an ETag as well.
/// </summary>
internal sealed partial class OwnedBlobLease : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LastsWithoutRenewal = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(3);
    private static readonly ConcurrentDictionary<string, byte> LiveHere = new();

    private readonly BlobLeaseClient lease;
    private readonly ILogger logger;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewing;
    private bool disposed;

    private OwnedBlobLease(BlobLeaseClient lease, ILogger logger)
    {
        this.lease = lease;
        this.logger = logger;
        Lost = lost.Token;
        renewing = RenewAsync();
    }

    /// <summary>Cancelled when the lease could not be renewed in time or somebody broke it.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Takes the lease, waiting for as long as another live owner holds it.</summary>
    /// <param name="container">Created when missing.</param>
    /// <param name="blobName">The blob to lease; created when missing.</param>
    /// <param name="logger">Told about breaking a dead owner's lease and about losing this one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<OwnedBlobLease> AcquireAsync(
        BlobContainerClient container, string blobName, ILogger logger, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryAcquireAsync(container, blobName, logger, cancellationToken) is { } lease)
            {
                return lease;
            }

            await Task.Delay(RetryEvery, cancellationToken);
        }
    }

    /// <returns>Null when another live owner, or one that cannot be judged from here, holds the lease.</returns>
    /// <inheritdoc cref="AcquireAsync" />
    public static async Task<OwnedBlobLease?> TryAcquireAsync(
        BlobContainerClient container, string blobName, ILogger logger, CancellationToken cancellationToken)
    {
        BlobClient blob = container.GetBlobClient(blobName);
        await EnsureBlobAsync(container, blob, cancellationToken);
        BlobLeaseClient client = blob.GetBlobLeaseClient(Guid.NewGuid().ToString());
        if (!await TakeAsync(client, cancellationToken))
        {
            BlobProperties found = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (LeaseOwner.Read(found.Metadata) is not { } owner || !owner.IsDead(LiveHere.ContainsKey))
            {
                return null;
            }

            LogBreaking(logger, blobName, owner.ProcessId);
            await BreakAsync(blob, cancellationToken);
            if (!await TakeAsync(client, cancellationToken))
            {
                return null;
            }
        }

        LiveHere[client.LeaseId] = 0;
        await blob.SetMetadataAsync(
            LeaseOwner.Current(client.LeaseId).ToMetadata(),
            new BlobRequestConditions { LeaseId = client.LeaseId },
            cancellationToken);
        return new OwnedBlobLease(client, logger);
    }

    /// <summary>Stops renewing without releasing, as a killed process would; for tests of recovery.</summary>
    public async ValueTask AbandonAsync()
    {
        LiveHere.TryRemove(lease.LeaseId, out _);
        await stop.CancelAsync();
        await renewing;
    }

    /// <summary>Releases the lease for the next owner; never throws for a lease that is already lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        bool held = !stop.IsCancellationRequested && !lost.IsCancellationRequested;
        await AbandonAsync();
        if (held)
        {
            // A lease that is not released ends by itself: storage that does not answer must not hold up the stop.
            using var limit = new CancellationTokenSource(ReleaseLimit);
            try
            {
                await lease.ReleaseAsync(cancellationToken: limit.Token);
            }
            catch (Exception failed) when (failed is RequestFailedException or OperationCanceledException
                || StorageFaults.IsDoubtful(failed))
            {
                LogNotReleased(logger, failed.Message);
            }
        }

        stop.Dispose();
        lost.Dispose();
    }

    private static async Task EnsureBlobAsync(
        BlobContainerClient container, BlobClient blob, CancellationToken cancellationToken)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            await blob.UploadAsync(
                BinaryData.FromBytes(Array.Empty<byte>()),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // It is there already; a leased one refuses with 412.
        }
    }

    private static async Task<bool> TakeAsync(BlobLeaseClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.AcquireAsync(Duration, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
    }

    private static async Task BreakAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 409)
        {
            // It ended or was broken meanwhile.
        }
    }

    private async Task RenewAsync()
    {
        DateTimeOffset renewed = DateTimeOffset.UtcNow;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(RenewEvery, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                DateTimeOffset asked = DateTimeOffset.UtcNow;
                await lease.RenewAsync(cancellationToken: stop.Token);
                renewed = asked;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException failed) when (failed.Status is 409 or 412 or 404)
            {
                await LoseAsync(failed.ErrorCode);
                return;
            }
            catch (Exception failed) when (StorageFaults.IsDoubtful(failed, stop.Token))
            {
                if (DateTimeOffset.UtcNow - renewed > LastsWithoutRenewal)
                {
                    await LoseAsync("no answer");
                    return;
                }
            }
        }
    }

    private async Task LoseAsync(string? reason)
    {
        LogLost(logger, reason);
        LiveHere.TryRemove(lease.LeaseId, out _);
        await lost.CancelAsync();
    }

    [LoggerMessage(4101, LogLevel.Information, "Lease on {Blob}: its owner, process {ProcessId}, is gone; breaking it")]
    private static partial void LogBreaking(ILogger logger, string blob, int processId);

    [LoggerMessage(4102, LogLevel.Warning, "Lease lost: {Code}")]
    private static partial void LogLost(ILogger logger, string? code);

    [LoggerMessage(4103, LogLevel.Information, "Lease was not released, it ends by itself: {Code}")]
    private static partial void LogNotReleased(ILogger logger, string? code);
}
