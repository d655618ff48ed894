using System.Collections.Concurrent;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>One period of ownership of a hub: from the lease to its end. Nothing in it outlives the period.</summary>
internal sealed partial class EngineRun : IEngineRun, IAsyncDisposable
{
    private const int ReadsAtOnce = 32;

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, InstanceSession> sessions = new();
    private readonly ConcurrentDictionary<Task, byte> background = new();
    private readonly Dictionary<string, ShardTimers> timers;
    private readonly SemaphoreSlim reads = new(ReadsAtOnce);
    private readonly IdleSessions idle;
    private readonly Dictionary<string, ShardGate> gates;
    private readonly InstanceSignals signals;
    private readonly ILogger logger;

    public EngineRun(
        DurableEngineOptions options,
        ITaskRunner runner,
        ILoggerFactory loggers,
        HubStorage storage,
        InstanceSignals signals)
    {
        (Options, Runner, Loggers, Storage, this.signals) = (options, runner, loggers, storage, signals);
        logger = loggers.CreateLogger<DurableEngine>();
        idle = new IdleSessions(options.MaxHotInstances);
        gates = storage.Partitions.ToDictionary(partition => partition, _ => new ShardGate());
        Stopping = stop.Token;
        Writes = new HubWrites(storage, logger, Stopping);
        Activities = new ActivityPool(runner, options, DeliverOne, logger);
        timers = storage.Partitions.ToDictionary(
            partition => partition,
            partition => new ShardTimers(storage, partition, options.Clock, DeliverOne, InBackground));
    }

    public DurableEngineOptions Options { get; }

    public ITaskRunner Runner { get; }

    public ILoggerFactory Loggers { get; }

    public HubStorage Storage { get; }

    public HubWrites Writes { get; }

    public ActivityPool Activities { get; }

    public ConsumedMessages Consumed { get; } = new();

    public SendsUnderWay SendsUnderWay { get; } = new();

    public CancellationToken Stopping { get; }

    /// <summary>Takes up what the hub's last owner left, then watches for what other processes put in.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var watch = new InboxWatch(this);
        await watch.PrepareAsync(cancellationToken);
        var recovery = new Recovery(this);
        await Parallel.ForEachAsync(Storage.Partitions, cancellationToken, async (partition, token) =>
        {
            await recovery.RecoverAsync(partition, token);
            gates[partition].Open(DeliverStored);
        });
        InBackground(watch.RunAsync);
        LogRecovered(logger, Options.HubName, sessions.Count);
    }

    /// <summary>The committed state of an instance that is in memory; null otherwise.</summary>
    public InstanceState? Find(string instanceId) =>
        sessions.TryGetValue(instanceId, out InstanceSession? session) ? session.Committed : null;

    public async Task<LoadedInstance?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        await reads.WaitAsync(cancellationToken);
        try
        {
            if (await Storage.ReadAsync(instanceId, cancellationToken) is not { } state)
            {
                return null;
            }

            var instance = new LoadedInstance(state);
            await instance.LoadAsync(Storage, cancellationToken);
            return instance;
        }
        finally
        {
            reads.Release();
        }
    }

    public ShardTimers TimersOf(string instanceId) => TimersIn(Storage.PartitionOf(instanceId));

    public ShardTimers TimersIn(string partition) => timers[partition];

    public void Deliver(string instanceId, params IReadOnlyList<Delivery> deliveries)
    {
        if (!gates[Storage.PartitionOf(instanceId)].Keep(instanceId, deliveries))
        {
            DeliverStored(instanceId, deliveries);
        }
    }

    public void DeliverStored(string instanceId, IReadOnlyList<Delivery> deliveries)
    {
        Delivery[] news = [.. deliveries.Where(delivery =>
            delivery.Message is null || !Consumed.Contains(delivery.Message.RowKey))];
        while (news.Length > 0 && !Stopping.IsCancellationRequested)
        {
            InstanceSession session =
                sessions.GetOrAdd(instanceId, id => new InstanceSession(id, this, logger));
            if (session.TryPost(news))
            {
                return;
            }

            sessions.TryRemove(KeyValuePair.Create(instanceId, session));
        }
    }

    public void InBackground(Func<CancellationToken, Task> work)
    {
        Task task = Task.Run(() => RepeatAsync(work), CancellationToken.None);
        background[task] = 0;
        _ = task.ContinueWith(
            done => background.TryRemove(done, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public void OnCommitted(InstanceState state) => signals.Publish(state);

    public void OnBusy(InstanceSession session) => idle.Remove(session);

    public void OnIdle(InstanceSession session)
    {
        if (session.Committed is null or { IsTerminal: true })
        {
            Close(session);
        }
        else if (session is { CanLeave: true, HasActivities: false })
        {
            foreach (InstanceSession oldest in idle.Add(session))
            {
                Close(oldest);
            }
        }
    }

    /// <summary>Ends the period: no further turn; running activities are asked to stop and given some time.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        using var limit = new CancellationTokenSource(grace);
        await Activities.StopAsync(limit.Token);
        await QuietAsync(limit.Token);
        await stop.CancelAsync();
        await Task.WhenAll(background.Keys).WaitAsync(limit.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends the period at once and without a trace, as the end of the process would.</summary>
    public async Task AbandonAsync()
    {
        await stop.CancelAsync();
        await Activities.StopAsync(new CancellationToken(canceled: true));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (ShardTimers shard in timers.Values)
        {
            shard.Dispose();
        }
    }

    private void DeliverOne(string instanceId, Delivery delivery) => Deliver(instanceId, delivery);

    private void Close(InstanceSession session)
    {
        if (session.TryClose())
        {
            idle.Remove(session);
            sessions.TryRemove(KeyValuePair.Create(session.InstanceId, session));
        }
    }

    private async Task QuietAsync(CancellationToken cancellationToken)
    {
        while (sessions.Values.Any(session => session.IsBusy) && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(10, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> work)
    {
        while (!Stopping.IsCancellationRequested)
        {
            try
            {
                await work(Stopping);
                return;
            }
            catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // An edge of the engine: work beside the turns is repeated until it succeeds.
                LogBackground(logger, failure, StorageFaults.IsDoubtful(failure) ? "storage" : "engine");
                await Task.Delay(TimeSpan.FromSeconds(1), Stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(4601, LogLevel.Information, "Hub {Hub}: recovered, {Count} instances have work")]
    private static partial void LogRecovered(ILogger logger, string hub, int count);

    [LoggerMessage(4602, LogLevel.Warning, "Background work failed in the {Where}; it will be tried again")]
    private static partial void LogBackground(ILogger logger, Exception failure, string where);
}
