using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Daoban.Emulator.Storage;
using Daoban.Emulator.Tests.Hosting;
using Daoban.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>The lease that keeps a hub's or a trigger's work in one process.</summary>
public sealed class OwnedBlobLeaseTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(4);

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
    public async Task Lease_OfADeadOwner_IsEndedAtOnce()
    {
        OwnedBlobLease? held = await TryAsync();
        await held!.AbandonAsync();

        await using OwnedBlobLease? next = await TryAsync();

        Assert.NotNull(next);
    }

    [Theory]
    [InlineData("pid", "2147483646")]
    [InlineData("started", "1")]
    public async Task Lease_OfAProcessThatIsGoneOrWhosePidIsReused_IsEndedAtOnce(string fact, string value)
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

    [Fact]
    public async Task Lease_JustTakenFromADeadOwner_IsNotEndedByAThird()
    {
        await (await TryAsync())!.AbandonAsync();
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        var naming = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        proxy.BeforeForward = async exchange =>
        {
            if (IsMetadata(exchange))
            {
                naming.TrySetResult();
                await go.Task;
            }

            return ProxyAction.Pass;
        };

        Task<OwnedBlobLease?> second = TryAsync(proxy);
        await naming.Task.WaitAsync(Deadline);
        Assert.Null(await TryAsync());
        go.SetResult();

        await using OwnedBlobLease? held = await second;
        Assert.NotNull(held);
    }

    [Fact]
    public async Task Lease_WhoseOwnerCannotBeWritten_IsFreeAgain()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        proxy.BeforeForward = exchange => Task.FromResult(
            IsMetadata(exchange) ? ProxyAction.Fail(403, "AuthorizationFailure") : ProxyAction.Pass);

        await Assert.ThrowsAsync<RequestFailedException>(() => TryAsync(proxy));

        await using OwnedBlobLease? next = await TryAsync();
        Assert.NotNull(next);
    }

    [Theory]
    [InlineData(403, "AuthorizationFailure")]
    [InlineData(400, "InvalidHeaderValue")]
    public async Task Renewal_RefusedForAnotherReason_IsTriedUntilTheLeaseIsOver(int status, string code)
    {
        var clock = new WatchedClock();
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using OwnedBlobLease? held = await TryAsync(proxy, clock);
        proxy.BeforeForward = _ => Task.FromResult(ProxyAction.Fail(status, code));

        await NextRenewalAsync(clock);
        await NextRenewalAsync(clock);
        Assert.False(held!.Lost.IsCancellationRequested);
        clock.Advance(RenewEvery);

        await Eventually.HoldsAsync(() => held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Renewal_RefusedOnce_IsMadeUpFor()
    {
        var clock = new WatchedClock();
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using OwnedBlobLease? held = await TryAsync(proxy, clock);
        proxy.BeforeForward = _ => Task.FromResult(ProxyAction.Fail(403, "AuthorizationFailure"));
        await NextRenewalAsync(clock);
        proxy.BeforeForward = null;

        for (int i = 0; i < 4; i++)
        {
            await NextRenewalAsync(clock);
        }

        Assert.False(held!.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Renewal_WithoutAnswer_EndsWithTheLease()
    {
        var clock = new WatchedClock();
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using OwnedBlobLease? held = await TryAsync(proxy, clock);
        var hanging = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        proxy.BeforeForward = async _ =>
        {
            hanging.TrySetResult();
            await never.Task;
            return ProxyAction.Drop;
        };

        await clock.TimersAsync(1);
        clock.Advance(RenewEvery);
        await hanging.Task.WaitAsync(Deadline);
        clock.Advance(2 * RenewEvery);

        await Eventually.HoldsAsync(() => held!.Lost.IsCancellationRequested);
        never.SetResult();
    }

    private static bool IsMetadata(StorageExchange exchange) =>
        exchange.Method == "PUT" && exchange.Target.EndsWith("comp=metadata", StringComparison.Ordinal);

    /// <summary>Lets one renewal happen, and returns when the next one is waited for.</summary>
    private static async Task NextRenewalAsync(WatchedClock clock)
    {
        // Each renewal makes two timers: the wait before it and its own limit.
        int waiting = (clock.Timers / 2 * 2) + 1;
        await clock.TimersAsync(waiting);
        clock.Advance(RenewEvery);
        await clock.TimersAsync(waiting + 2);
    }

    private Task<OwnedBlobLease?> TryAsync(StorageProxy? proxy = null, TimeProvider? clock = null)
    {
        BlobContainerClient seen = proxy is null
            ? container
            : new StorageClients(proxy.ConnectionString).Blobs.GetBlobContainerClient(container.Name);
        return OwnedBlobLease.TryAcquireAsync(
            seen, "owner", NullLogger.Instance, TestContext.Current.CancellationToken, clock);
    }

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
