namespace Daoban.Emulator.Engine.Storage;

/// <summary>The writes of one shard that wait for a transaction, first come first served.</summary>
internal sealed class WriteQueue
{
    /// <summary>Rows that a transaction takes.</summary>
    private const int MostRows = 100;

    // A transaction takes 4 MiB; the rest is for what the estimate does not know.
    private const long MostBytes = 3 * 1024 * 1024;

    private readonly Lock gate = new();
    private List<PendingWrite> waiting = [];
    private bool isServed;

    /// <summary>Adds a write.</summary>
    /// <returns>Whether the queue was idle: the caller has to see to it that it is served.</returns>
    public bool Add(PendingWrite write)
    {
        lock (gate)
        {
            waiting.Add(write);
            bool wasIdle = !isServed;
            isServed = true;
            return wasIdle;
        }
    }

    /// <summary>
    /// Takes what fits into one transaction. A subject's second write waits for the next one: nothing is stored before
    /// what it builds on is known to be.
    /// </summary>
    public IReadOnlyList<PendingWrite> Take()
    {
        lock (gate)
        {
            List<PendingWrite> group = [], rest = [];
            var subjects = new HashSet<string>();
            int rows = 0;
            long bytes = 0;
            foreach (PendingWrite next in waiting)
            {
                bool isFirst = subjects.Add(next.Write.Subject);
                bool fits = group.Count == 0
                    || (rows + next.Write.Actions.Count <= MostRows && bytes + next.Write.Bytes <= MostBytes);
                if (isFirst && fits)
                {
                    group.Add(next);
                    rows += next.Write.Actions.Count;
                    bytes += next.Write.Bytes;
                }
                else
                {
                    rest.Add(next);
                }
            }

            waiting = rest;
            return group;
        }
    }

    /// <summary>Called when the taken writes are settled.</summary>
    /// <returns>Whether there is more; if not, the queue is idle from here on.</returns>
    public bool IsServedFurther()
    {
        lock (gate)
        {
            isServed = waiting.Count > 0;
            return isServed;
        }
    }
}
