using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// Puts a closed case into the archive, blob <c>archive/{caseId}.zip</c>, written once; then takes its instances out of
/// the durable engine. Each step may be repeated, and none begins before the one before it is in the ledger.
/// </summary>
public sealed class CaseArchiving
{
    /// <summary>The container.</summary>
    public const string ContainerName = "archive";

    /// <summary>An instance of the case is still running.</summary>
    public const string StillRunning = "still-running";

    private readonly CaseFileStore store;
    private readonly CaseChanges changes;
    private readonly IArchivePackage package;
    private readonly TimeProvider clock;
    private readonly BlobContainerClient container;

    internal CaseArchiving(
        CaseFileStore store, CaseChanges changes, IArchivePackage package, StorageAccount storage, TimeProvider clock)
    {
        this.store = store;
        this.changes = changes;
        this.package = package;
        this.clock = clock;
        container = storage.Blobs.GetBlobContainerClient(ContainerName);
    }

    /// <summary>Archives the case, enters the package's hash, then purges its instances one by one.</summary>
    /// <returns><see cref="StillRunning"/> when it has to be tried again; null when nothing is left to do.</returns>
    public async Task<string?> ArchiveAndPurgeAsync(
        string caseId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        List<string> instances = [];
        foreach (string instanceId in CaseHistories.InstancesOf(file))
        {
            OrchestrationMetadata? instance = await client.GetInstanceAsync(instanceId, cancellationToken);
            if (instance is { IsCompleted: false })
            {
                return StillRunning;
            }

            if (instance is not null)
            {
                instances.Add(instanceId);
            }
        }

        if (file.Existing.Archive is null)
        {
            await ArchiveAsync(file, client, cancellationToken);
        }

        foreach (string instanceId in instances)
        {
            await new EnterHistory(changes).RunAsync(
                new HistoryEntering(caseId, instanceId, HistoryEntering.Purge), client, cancellationToken);
            await client.PurgeInstanceAsync(instanceId, cancellation: cancellationToken);
        }

        return null;
    }

    /// <summary>The package as it was archived; null when there is none.</summary>
    public async Task<BinaryData?> ReadAsync(string caseId, CancellationToken cancellationToken)
    {
        try
        {
            return (await Blob(caseId).DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private async Task ArchiveAsync(CaseFile file, DurableTaskClient client, CancellationToken cancellationToken)
    {
        using MemoryStream zip = new();
        await package.WriteAsync(file, client, zip, cancellationToken);
        BinaryData content = BinaryData.FromBytes(zip.ToArray());
        try
        {
            await Blob(file.CaseId).UploadAsync(
                content,
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
        }
        catch (RequestFailedException taken)
            when (taken.Status is 409 or 412 && taken.ErrorCode != BlobErrorCode.ContainerBeingDeleted)
        {
            // A run before this one wrote it and was cut off: what stands there is what is entered.
            content = (await ReadAsync(file.CaseId, cancellationToken))!;
        }

        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content.ToMemory().Span));
        long length = content.ToMemory().Length;
        await changes.ApplyAsync(
            file.CaseId, client, (now, change) => Enter(now, change, sha256, length), cancellationToken);
    }

    private bool Enter(CaseFile file, CaseChange change, string sha256, long length)
    {
        if (file.Existing.Archive is not null)
        {
            return false;
        }

        change.Put(file.Existing with { Archive = new CaseArchive(sha256, length, clock.GetUtcNow()) });
        change.Enter(new(LedgerActions.CaseArchived, Actor.System, sha256));
        return true;
    }

    private BlobClient Blob(string caseId)
    {
        Ids.Require(caseId, nameof(caseId));
        return container.GetBlobClient($"{caseId}.zip");
    }
}
