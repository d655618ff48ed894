using System.Collections.Immutable;
using Daoban.Emulator.Engine.Execution;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// An instance in memory: its committed state and what was built from it. Whatever goes wrong between a turn and the
/// end of its commit, all of this is dropped and read again.
/// </summary>
internal sealed class LoadedInstance(InstanceState state)
{
    /// <summary>The committed state.</summary>
    public InstanceState State { get; set; } = state;

    public HistoryLog Log { get; private set; } = HistoryLog.Empty();

    public OpenWork Open { get; private set; } = new();

    /// <summary>The live orchestrator; null while the instance is cold.</summary>
    public OrchestrationExecution? Execution { get; set; }

    /// <summary>
    /// Events that a new orchestrator has to replay; null when there are none or when one has replayed them.
    /// </summary>
    public IReadOnlyList<HistoryEvent>? Past { get; set; }

    /// <summary>Committed sends, delivered or not, that the row still names.</summary>
    public ImmutableList<OutboxEntry> Outbox { get; set; } = [];

    /// <summary>Begins an execution: no history, nothing open.</summary>
    public void Begin()
    {
        Log = HistoryLog.Empty();
        Open = new OpenWork();
        Execution = null;
        Past = null;
    }

    /// <summary>Reads what the row refers to: history, outbox, and the input of an instance that is to start.</summary>
    public async Task LoadAsync(HubStorage storage, CancellationToken cancellationToken)
    {
        if (State.Outbox is { } outbox)
        {
            Outbox = [.. Compression.Unpack(
                await storage.Payloads.LoadAsync(outbox, cancellationToken), EngineJson.Default.ListOutboxEntry)];
        }

        if (State.IsPending)
        {
            State = State with { Input = await storage.Payloads.LoadAsync(State.Input, cancellationToken) };
        }

        if (State.IsPending || State.IsTerminal)
        {
            return;
        }

        (Log, Past) = await HistoryLog.LoadAsync(storage, State, cancellationToken);
        foreach (HistoryEvent e in Past)
        {
            Open.Apply(e);
        }
    }
}
