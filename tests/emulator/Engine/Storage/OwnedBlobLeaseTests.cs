using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Daoban.Emulator.Storage;
using Daoban.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>The lease that keeps a hub's or a trigger's work in one process.</summary>
public sealed class OwnedBlobLeaseTests(AzuriteFixture azurite)
{
    private readonly BlobContainerClient container =
        new StorageClients(azurite.ConnectionString).Blobs.GetBlobContainerClient($"lease{Guid.NewGuid():N}");

    [Fact]
    public async Task Lease_HeldByALiveOwner_IsNotTaken()
    {
        await using OwnedBlobLease? held = await TryAsync();

        Assert.NotNull(held);
        Assert.Null(await TryAsync());
    }

    [Fact]
    public async Task Lease_Released_IsTakenAtOnce()
    {
        OwnedBlobLease? held = await TryAsync();
        await held!.DisposeAsync();

        await using OwnedBlobLease? next = await TryAsync();

        Assert.NotNull(next);
    }

    [Fact]
    public async Task Lease_OfADeadOwner_IsBrokenAtOnce()
    {
        OwnedBlobLease? held = await TryAsync();
        await held!.AbandonAsync();

        await using OwnedBlobLease? next = await TryAsync();

        Assert.NotNull(next);
    }

    [Theory]
    [InlineData("pid", "2147483646")]
    [InlineData("started", "1")]
    public async Task Lease_OfAProcessThatIsGoneOrWhosePidIsReused_IsBrokenAtOnce(string fact, string value)
    {
        await HoldAsync(fact, value);

        await using OwnedBlobLease? next = await TryAsync();

        Assert.NotNull(next);
    }

    [Fact]
    public async Task Lease_OfAnOwnerOnAnotherMachine_IsNotTaken()
    {
        await HoldAsync("machine", "elsewhere");

        Assert.Null(await TryAsync());
    }

    [Fact]
    public async Task Lease_BrokenBySomebody_TellsItsOwner()
    {
        await using OwnedBlobLease? held = await TryAsync();
        await container.GetBlobClient("owner").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);

        await Eventually.HoldsAsync(() => held!.Lost.IsCancellationRequested);
    }

    private Task<OwnedBlobLease?> TryAsync() => OwnedBlobLease.TryAcquireAsync(
        container, "owner", NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <summary>Takes the lease as another owner would, with one fact about it changed.</summary>
    private async Task HoldAsync(string fact, string value)
    {
        await container.CreateIfNotExistsAsync();
        BlobClient blob = container.GetBlobClient("owner");
        await blob.UploadAsync(BinaryData.FromString(string.Empty));
        string leaseId = Guid.NewGuid().ToString();
        await blob.GetBlobLeaseClient(leaseId).AcquireAsync(TimeSpan.FromSeconds(60));
        IDictionary<string, string> metadata = LeaseOwner.Current(leaseId).ToMetadata();
        metadata[fact] = value;
        await blob.SetMetadataAsync(metadata, new BlobRequestConditions { LeaseId = leaseId });
    }
}
