namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// Waits and events of one execution. Several waits for one name are served newest first, a cancelled one keeps its
/// place and swallows an event; events without a wait are kept in order. All of it as upstream does it.
/// </summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, IEventWaiter> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<(string Name, string? Payload)>> buffer =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly List<string> bufferedNames = [];

    /// <summary>Puts a new wait on top of the stack.</summary>
    /// <exception cref="ArgumentException">The wait below is for another type.</exception>
    public void Push<T>(string name, EventWaiter<T> waiter)
    {
        if (waiters.TryGetValue(name, out IEventWaiter? below) && below.PayloadType != typeof(T))
        {
            throw new ArgumentException(
                "Events with the same name must have the same type argument. Expected "
                + $"{below.PayloadType.FullName} but was requested {typeof(T).FullName}.");
        }

        waiter.Next = below;
        waiters[name] = waiter;
    }

    /// <summary>Takes the newest wait off the stack; null when there is none.</summary>
    public IEventWaiter? Pop(string name)
    {
        if (!waiters.Remove(name, out IEventWaiter? waiter))
        {
            return null;
        }

        if (waiter.Next is { } next)
        {
            waiters[name] = next;
        }

        return waiter;
    }

    public void Keep(string name, string? payload)
    {
        if (!buffer.TryGetValue(name, out Queue<(string, string?)>? queue))
        {
            buffer[name] = queue = new Queue<(string, string?)>();
            bufferedNames.Add(name);
        }

        queue.Enqueue((name, payload));
    }

    /// <summary>Takes the oldest kept event of that name.</summary>
    public bool TryTake(string name, out string? payload)
    {
        if (buffer.TryGetValue(name, out Queue<(string Name, string? Payload)>? queue))
        {
            payload = queue.Dequeue().Payload;
            if (queue.Count == 0)
            {
                buffer.Remove(name);
                bufferedNames.RemoveAll(kept => string.Equals(kept, name, StringComparison.OrdinalIgnoreCase));
            }

            return true;
        }

        payload = null;
        return false;
    }

    /// <summary>
    /// Takes every kept event, grouped by name: names by first arrival, oldest event of a name first.
    /// </summary>
    public IReadOnlyList<(string Name, string? Payload)> TakeAll()
    {
        (string, string?)[] all = [.. bufferedNames.SelectMany(name => buffer[name])];
        buffer.Clear();
        bufferedNames.Clear();
        return all;
    }
}
