namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Keeps deliveries for a shard whose inboxes have not been read yet: what a sender put there before must come first.
/// </summary>
internal sealed class ShardGate
{
    private readonly Lock gate = new();
    private readonly List<(string InstanceId, IReadOnlyList<Delivery> Deliveries)> kept = [];
    private volatile bool isOpen;

    /// <returns>False when the gate is open: the caller delivers.</returns>
    public bool Keep(string instanceId, IReadOnlyList<Delivery> deliveries)
    {
        if (isOpen)
        {
            return false;
        }

        lock (gate)
        {
            if (!isOpen)
            {
                kept.Add((instanceId, deliveries));
            }

            return !isOpen;
        }
    }

    /// <summary>The inboxes have been read: delivers what was kept; whoever comes meanwhile waits.</summary>
    public void Open(Action<string, IReadOnlyList<Delivery>> deliver)
    {
        lock (gate)
        {
            foreach ((string instanceId, IReadOnlyList<Delivery> deliveries) in kept)
            {
                deliver(instanceId, deliveries);
            }

            kept.Clear();
            isOpen = true;
        }
    }
}
