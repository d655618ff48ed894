using Daoban.Emulator.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>What an instance needs from the process that owns its hub.</summary>
internal interface IEngineRun
{
    DurableEngineOptions Options { get; }

    ITaskRunner Runner { get; }

    ILoggerFactory Loggers { get; }

    HubStorage Storage { get; }

    HubWrites Writes { get; }

    ActivityPool Activities { get; }

    ConsumedMessages Consumed { get; }

    SendsUnderWay SendsUnderWay { get; }

    /// <summary>Cancelled when this process owns the hub no longer.</summary>
    CancellationToken Stopping { get; }

    /// <summary>Reads an instance with history and outbox; null when there is none. So many at a time.</summary>
    Task<LoadedInstance?> LoadAsync(string instanceId, CancellationToken cancellationToken);

    ShardTimers TimersOf(string instanceId);

    ShardTimers TimersIn(string partition);

    /// <summary>Wakes an instance; what is delivered together gets into one turn as far as it can.</summary>
    void Deliver(string instanceId, params IReadOnlyList<Delivery> deliveries);

    /// <summary>
    /// Wakes an instance with what a reader of the inboxes found: it comes before whatever arrived since a start.
    /// </summary>
    void DeliverStored(string instanceId, IReadOnlyList<Delivery> deliveries);

    /// <summary>Runs something beside the turns, again and again until it succeeds.</summary>
    void InBackground(Func<CancellationToken, Task> work);

    /// <summary>A turn is committed; its instance's state is known to all.</summary>
    void OnCommitted(InstanceState state);

    /// <summary>The instance has something to do.</summary>
    void OnBusy(InstanceSession session);

    /// <summary>The instance has nothing to do now.</summary>
    void OnIdle(InstanceSession session);
}
