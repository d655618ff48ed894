using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Daoban.Emulator.Hosting;
using Daoban.Emulator.Hosting.Timers;
using Daoban.Emulator.Storage;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Timers;

/// <summary>Timers of one host id on Azurite, and a clock that stands still until the test moves it.</summary>
internal sealed class TimerBench(string connectionString, BrokenPolicy? policy = null) : IAsyncDisposable
{
    public const string Function = "Sweep";

    private readonly Lock gate = new();
    private readonly List<TriggerData> calls = [];
    private readonly List<TimerListener> started = [];
    private readonly StorageClients storage = new(connectionString, policy is null ? null : policy.AddTo);
    private readonly string hostId = $"h{Guid.NewGuid():N}";

    public WatchedClock Clock { get; } = new();

    public RecordingLogger Log { get; } = new();

    public BlobClient Status => new StorageClients(connectionString).Blobs
        .GetBlobContainerClient("azure-webjobs-hosts")
        .GetBlobClient($"timers/{hostId}/Host.Functions.{Function}/status");

    public BlobClient Lock => Status.GetParentBlobContainerClient()
        .GetBlobClient($"locks/{hostId}/Host.Functions.{Function}.Listener");

    public IReadOnlyList<TriggerData> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>Starts a listener and returns when it waits for its next time.</summary>
    public async Task<TimerListener> StartAsync(
        string schedule,
        TriggerCall? function = null,
        bool useMonitor = true,
        bool runOnStartup = false,
        bool waits = true)
    {
        int timers = Clock.Timers;
        var trigger = TimerTrigger.Read(Function, schedule, useMonitor, runOnStartup, Clock);
        var listener = TimerListener.Of(trigger, storage, hostId, CallAsync, Clock, Log);
        started.Add(listener);
        await listener.StartAsync(CancellationToken.None);
        if (waits)
        {
            await Clock.TimersAsync(timers + 1);
        }

        return listener;

        async Task CallAsync(TriggerData data, CancellationToken token)
        {
            lock (gate)
            {
                calls.Add(data);
            }

            if (function is not null)
            {
                await function(data, token);
            }
        }
    }

    /// <summary>Moves the clock and returns once the listener waits again.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        int timers = Clock.Timers;
        Clock.Advance(time);
        await Clock.TimersAsync(timers + 1);
    }

    /// <summary>
    /// Gives the lock to a live owner on another machine, and returns when the lease's loss is logged.
    /// </summary>
    public async Task<BlobLeaseClient> TakeLockAwayAsync()
    {
        BlobLeaseClient other = Lock.GetBlobLeaseClient();
        await Eventually.HoldsAsync(() => TryTakeLockAsync(other));
        await Eventually.HoldsAsync(() => Log.Lines.Any(line => line.Message.StartsWith(
            "Lease lost", StringComparison.Ordinal)));
        return other;
    }

    public Task CallsAsync(int count) => Eventually.HoldsAsync(() => Calls.Count == count);

    public async Task<JsonElement> StatusAsync() =>
        (await Status.DownloadContentAsync()).Value.Content.ToObjectFromJson<JsonElement>();

    public static JsonElement Payload(TriggerData data) => JsonSerializer.Deserialize<JsonElement>((string)data.Input!);

    public static bool IsPastDue(TriggerData data) => Payload(data).GetProperty("IsPastDue").GetBoolean();

    public async Task StopAsync(TimerListener listener)
    {
        started.Remove(listener);
        // A test that failed half-way leaves calls that never end.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await listener.StopAsync(patience.Token);
        await listener.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TimerListener listener in started.ToArray())
        {
            await StopAsync(listener);
        }
    }

    /// <remarks>
    /// The listener may see its loss between any two of these requests and take the lock back: then all is to do again.
    /// The other owner is written first, so that a listener which finds the lock taken never takes it for its own.
    /// </remarks>
    private async Task<bool> TryTakeLockAsync(BlobLeaseClient other)
    {
        try
        {
            BlobProperties held = await Lock.GetPropertiesAsync();
            await Lock.SetMetadataAsync(
                new Dictionary<string, string>
                {
                    ["machine"] = "elsewhere",
                    ["pid"] = "1",
                    ["started"] = "1",
                    ["leaseid"] = other.LeaseId,
                },
                new BlobRequestConditions { LeaseId = held.Metadata["leaseid"] });
            await Lock.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
            await other.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
    }
}
