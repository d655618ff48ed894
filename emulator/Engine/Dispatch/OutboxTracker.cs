using System.Collections.Immutable;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Sees an instance's committed sends to their targets, in order, and remembers which have arrived: a later commit
/// takes those out of the row.
/// </summary>
internal sealed class OutboxTracker(string instanceId, IEngineRun run)
{
    // A turn that follows soon clears the outbox on its way; otherwise a commit of its own does.
    private static readonly TimeSpan ClearAfter = TimeSpan.FromMilliseconds(300);

    private readonly Lock gate = new();
    private readonly List<OutboxEntry> waiting = [];
    private readonly Dictionary<string, OutboxEntry> known = [];
    private ImmutableHashSet<string> arrived = [];
    private bool working;

    /// <summary>Keys of the sends that have arrived and may be forgotten.</summary>
    public IReadOnlySet<string> Arrived
    {
        get
        {
            lock (gate)
            {
                return arrived;
            }
        }
    }

    /// <summary>Sends what is committed and not under way yet.</summary>
    public void Send(IEnumerable<OutboxEntry> committed)
    {
        lock (gate)
        {
            foreach (OutboxEntry entry in committed.Where(entry => known.TryAdd(entry.Key, entry)))
            {
                run.SendsUnderWay.Add(entry);
                waiting.Add(entry);
            }

            if (working || waiting.Count == 0)
            {
                return;
            }

            working = true;
        }

        run.InBackground(WorkAsync);
    }

    /// <summary>A commit has taken these out of the row.</summary>
    public void Cleared(IReadOnlySet<string> keys)
    {
        lock (gate)
        {
            arrived = arrived.Except(keys);
            foreach (string key in keys)
            {
                if (known.Remove(key, out OutboxEntry? entry))
                {
                    run.SendsUnderWay.Remove(entry);
                }
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var sender = new OutboxSender(run);
        while (Waiting() is { Count: > 0 } batch)
        {
            // What has not arrived when this fails is still waiting when it is tried again.
            await sender.SendAsync(batch, Arrive, cancellationToken);
        }

        await Task.Delay(ClearAfter, cancellationToken);
        run.Deliver(instanceId, Delivery.Nudge);
    }

    private void Arrive(OutboxEntry entry)
    {
        lock (gate)
        {
            waiting.Remove(entry);
            arrived = arrived.Add(entry.Key);
        }
    }

    private List<OutboxEntry> Waiting()
    {
        lock (gate)
        {
            working = waiting.Count > 0;
            return [.. waiting];
        }
    }
}
