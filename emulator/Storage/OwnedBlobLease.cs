using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Storage;

/// <summary>
/// A blob lease of 15 s, renewed every 4 s, whose blob names its owner. When the recorded owner ran on this machine and
/// is gone, its lease is ended at once: a killed process restarts in a second instead of waiting for it.
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
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewing;
    private bool disposed;

    private OwnedBlobLease(BlobLeaseClient lease, long taken, TimeProvider clock, ILogger logger)
    {
        this.lease = lease;
        this.clock = clock;
        this.logger = logger;
        Lost = lost.Token;
        renewing = RenewAsync(taken);
    }

    /// <summary>Cancelled when the lease could not be renewed in time or somebody broke it.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Takes the lease, waiting for as long as another live owner holds it.</summary>
    /// <param name="container">Created when missing.</param>
    /// <param name="blobName">The blob to lease; created when missing.</param>
    /// <param name="logger">Told about ending a dead owner's lease and about losing this one.</param>
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
    /// <param name="container">Created when missing.</param>
    /// <param name="blobName">The blob to lease; created when missing.</param>
    /// <param name="logger">Told about ending a dead owner's lease and about losing this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="clock">Time between renewals; null for the machine's.</param>
    public static async Task<OwnedBlobLease?> TryAcquireAsync(
        BlobContainerClient container,
        string blobName,
        ILogger logger,
        CancellationToken cancellationToken,
        TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        BlobClient blob = container.GetBlobClient(blobName);
        await EnsureBlobAsync(container, blob, cancellationToken);
        BlobLeaseClient client = blob.GetBlobLeaseClient(Guid.NewGuid().ToString());
        long asked = clock.GetTimestamp();
        if (!await TakeAsync(client, cancellationToken))
        {
            BlobProperties found = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (LeaseOwner.Read(found.Metadata) is not { } owner || !owner.IsDead(LiveHere.ContainsKey))
            {
                return null;
            }

            LogEnding(logger, blobName, owner.ProcessId);
            asked = clock.GetTimestamp();
            if (!await TryEndAsync(blob.GetBlobLeaseClient(owner.LeaseId), cancellationToken)
                || !await TakeAsync(client, cancellationToken))
            {
                return null;
            }
        }

        LiveHere[client.LeaseId] = 0;
        try
        {
            await blob.SetMetadataAsync(
                LeaseOwner.Current(client.LeaseId).ToMetadata(),
                new BlobRequestConditions { LeaseId = client.LeaseId },
                cancellationToken);
        }
        catch
        {
            // Held by nobody's name it would keep everybody waiting, this process too.
            LiveHere.TryRemove(client.LeaseId, out _);
            await ReleaseAsync(client, logger);
            throw;
        }

        return new OwnedBlobLease(client, asked, clock, logger);
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
            await ReleaseAsync(lease, logger);
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

    /// <summary>
    /// Ends the lease of this id and no other: the metadata read may be its predecessor's, while the next owner has
    /// just taken the lease and not yet written its own.
    /// </summary>
    /// <returns>False when the lease is another's.</returns>
    private static async Task<bool> TryEndAsync(BlobLeaseClient dead, CancellationToken cancellationToken)
    {
        try
        {
            await dead.ReleaseAsync(cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException another) when (another.Status == 409)
        {
            return false;
        }
    }

    private static async Task ReleaseAsync(BlobLeaseClient lease, ILogger logger)
    {
        // A lease that is not released ends by itself: storage that does not answer must not hold up a stop.
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

    private async Task RenewAsync(long taken)
    {
        long renewed = taken;
        while (true)
        {
            await Task.Delay(RenewEvery, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                long asked = clock.GetTimestamp();
                await RenewOnceAsync(LastsWithoutRenewal - clock.GetElapsedTime(renewed, asked));
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
            catch (Exception failed)
            {
                // Whatever it was, the lease lasts until its time is over; then its owner must know.
                string fault = (failed as RequestFailedException)?.ErrorCode ?? failed.GetType().Name;
                if (clock.GetElapsedTime(renewed) >= LastsWithoutRenewal)
                {
                    await LoseAsync(fault);
                    return;
                }

                LogNotRenewed(logger, fault);
            }
        }
    }

    /// <remarks>
    /// An answer that comes after the lease is over is of no use. Even behind time there is one quick try: a lease that
    /// nobody else has taken can still be renewed.
    /// </remarks>
    private async Task RenewOnceAsync(TimeSpan left)
    {
        using var limit = new CancellationTokenSource(left > RetryEvery ? left : RetryEvery, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Token);
        await lease.RenewAsync(cancellationToken: either.Token);
    }

    private async Task LoseAsync(string? reason)
    {
        LogLost(logger, reason);
        LiveHere.TryRemove(lease.LeaseId, out _);
        await lost.CancelAsync();
    }

    [LoggerMessage(4101, LogLevel.Information, "Lease on {Blob}: its owner, process {ProcessId}, is gone; ending it")]
    private static partial void LogEnding(ILogger logger, string blob, int processId);

    [LoggerMessage(4102, LogLevel.Warning, "Lease lost: {Code}")]
    private static partial void LogLost(ILogger logger, string? code);

    [LoggerMessage(4103, LogLevel.Information, "Lease was not released, it ends by itself: {Code}")]
    private static partial void LogNotReleased(ILogger logger, string? code);

    [LoggerMessage(4104, LogLevel.Warning, "Lease was not renewed ({Code}); trying again")]
    private static partial void LogNotRenewed(ILogger logger, string code);
}
