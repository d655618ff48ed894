using System.Diagnostics;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// One instance in this process: takes what arrives for it, one turn after the other. Everything it keeps can be read
/// from storage again.
/// </summary>
internal sealed partial class InstanceSession(string instanceId, IEngineRun run, ILogger logger)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterConflict = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly List<Delivery> arrived = [];
    private readonly HashSet<string> arrivedKeys = [];
    private readonly TurnProcessor turns = new(instanceId, run, logger);
    private bool pumping;
    private bool closed;
    private InstanceState? created;
    private int conflicts;

    public string InstanceId => instanceId;

    /// <summary>
    /// The committed state as this process knows it; null when it has not read it. A replacement that a client has
    /// stored counts before its first turn.
    /// </summary>
    public InstanceState? Committed => created ?? turns.Committed;

    /// <summary>Whether activities of it are under way.</summary>
    public bool HasActivities => turns.HasActivities;

    /// <summary>Whether nothing of it has to stay in memory.</summary>
    public bool CanLeave => !turns.HasParked && !turns.HasOutbox;

    /// <summary>Whether a turn is under way or due.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate)
            {
                return pumping;
            }
        }
    }

    /// <summary>
    /// Takes deliveries for one turn; false when this session has been closed and another must be asked.
    /// </summary>
    public bool TryPost(IReadOnlyList<Delivery> deliveries)
    {
        lock (gate)
        {
            if (closed)
            {
                return false;
            }

            foreach (Delivery delivery in deliveries)
            {
                if (delivery.Message is null || arrivedKeys.Add(delivery.Message.Key))
                {
                    created = delivery.Created ?? created;
                    arrived.Add(delivery);
                }
            }

            if (pumping || arrived.Count == 0)
            {
                return true;
            }

            pumping = true;
        }

        _ = Task.Run(PumpAsync, CancellationToken.None);
        return true;
    }

    /// <summary>Closes the session if it is idle and keeps nothing that only lives in memory.</summary>
    public bool TryClose()
    {
        lock (gate)
        {
            closed |= !pumping && arrived.Count == 0 && CanLeave;
            return closed;
        }
    }

    private async Task PumpAsync()
    {
        // It goes on long after the call that woke it, and for others: that call's trace is not theirs.
        Activity.Current = null;
        run.OnBusy(this);
        while (!run.Stopping.IsCancellationRequested)
        {
            List<Delivery> batch;
            lock (gate)
            {
                if (arrived.Count == 0)
                {
                    pumping = false;
                    break;
                }

                batch = [.. arrived];
                arrived.Clear();
            }

            await ProcessAsync(batch);
        }

        run.OnIdle(this);
    }

    private async Task ProcessAsync(List<Delivery> batch)
    {
        try
        {
            IReadOnlyList<Delivery> left = await turns.ProcessAsync(batch, run.Stopping);
            conflicts = 0;
            Took(batch);
            PutBack(left);
            Forget(batch.Except(left));
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            // The next owner takes up what was not committed.
        }
        catch (CommitConflictException conflict)
        {
            LogConflict(logger, instanceId, conflict.RowKey);
            turns.Reset(conflict.RowKey);
            // A consumed message's row differs for good; everything else gets another turn from the stored state.
            List<Delivery> gone = batch.FindAll(delivery =>
                conflict.RowKey is not null && delivery.Message?.RowKey == conflict.RowKey);
            Forget(gone);
            PutBackToRead([.. batch.Except(gone)]);
            if (gone.Count > 0)
            {
                // Most likely consumed; if it is not, it must not wait for the next reading of the inboxes.
                run.InBackground(token => new OutboxSender(run).DeliverStoredAsync(
                    run.Storage.PartitionOf(instanceId), conflict.RowKey!, token));
            }

            await PauseAsync(PauseAfterConflict * conflicts++);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // An edge of the engine: one instance's trouble must not stop the others, and nothing may be lost.
            LogFailed(logger, failure, instanceId, StorageFaults.IsDoubtful(failure) ? "storage" : "engine");
            turns.Reset();
            PutBackToRead(batch);
            await PauseAsync(PauseAfterFailure);
        }
    }

    private async Task PauseAsync(TimeSpan pause) => await Task
        .Delay(pause < PauseAfterFailure ? pause : PauseAfterFailure, run.Stopping)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>What a client had stored has had its turn.</summary>
    private void Took(List<Delivery> batch)
    {
        lock (gate)
        {
            if (batch.Exists(delivery => delivery.Created is not null && delivery.Created == created))
            {
                created = null;
            }
        }
    }

    /// <summary>The state that a client had stored may be another by now: it is read, like any other.</summary>
    private void PutBackToRead(IReadOnlyList<Delivery> deliveries)
    {
        lock (gate)
        {
            created = null;
        }

        PutBack([.. deliveries.Select(delivery => delivery with { Created = null })]);
    }

    private void PutBack(IReadOnlyList<Delivery> deliveries)
    {
        lock (gate)
        {
            arrived.InsertRange(0, deliveries);
        }
    }

    private void Forget(IEnumerable<Delivery> deliveries)
    {
        lock (gate)
        {
            foreach (Delivery delivery in deliveries)
            {
                if (delivery.Message is { } message && !turns.IsParked(message.Key))
                {
                    arrivedKeys.Remove(message.Key);
                }
            }
        }
    }

    [LoggerMessage(4401, LogLevel.Information, "Instance {InstanceId}: commit refused at {Row}; reading it again")]
    private static partial void LogConflict(ILogger logger, string instanceId, string? row);

    [LoggerMessage(4402, LogLevel.Error, "Instance {InstanceId}: turn failed in the {Where}; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string instanceId, string where);
}
