namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Instances in memory that wait for something from outside, the longest idle first. Bounds what live orchestrators
/// cost; those with activities under way do not count, they will be needed at once.
/// </summary>
/// <param name="most">How many may stay.</param>
internal sealed class IdleSessions(int most)
{
    private readonly Lock gate = new();
    private readonly LinkedList<InstanceSession> order = new();
    private readonly Dictionary<InstanceSession, LinkedListNode<InstanceSession>> nodes = [];

    /// <summary>The session waits from now on.</summary>
    /// <returns>Those that are one too many.</returns>
    public IReadOnlyList<InstanceSession> Add(InstanceSession session)
    {
        lock (gate)
        {
            Forget(session);
            nodes[session] = order.AddLast(session);
            List<InstanceSession> surplus = [];
            while (order.Count > most)
            {
                surplus.Add(order.First!.Value);
                Forget(surplus[^1]);
            }

            return surplus;
        }
    }

    /// <summary>The session has something to do, or is gone.</summary>
    public void Remove(InstanceSession session)
    {
        lock (gate)
        {
            Forget(session);
        }
    }

    private void Forget(InstanceSession session)
    {
        if (nodes.Remove(session, out LinkedListNode<InstanceSession>? node))
        {
            order.Remove(node);
        }
    }
}
