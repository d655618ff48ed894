namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// Keeps orchestrator code on the thread of its turn. What is posted from anywhere else, which is code that awaited
/// something that is not durable, is not run: its result could not be replayed.
/// </summary>
internal sealed class TurnSynchronizationContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> queue = new();
    private int turnThread = -1;

    /// <summary>Whether something came from outside a turn since the context was made.</summary>
    public bool WasBypassed { get; private set; }

    /// <summary>Refuses code that runs anywhere but on its turn: what it does could not be replayed.</summary>
    /// <exception cref="InvalidOperationException">The caller is not on the turn.</exception>
    public void Require()
    {
        if (Environment.CurrentManagedThreadId != turnThread)
        {
            WasBypassed = true;
            throw new InvalidOperationException(
                "An orchestration's context was used outside its turn: "
                + "the orchestrator awaited something that is not durable.");
        }
    }

    /// <summary>Runs code, and everything it posts, on this thread.</summary>
    public void Run(Action code)
    {
        SynchronizationContext? previous = Current;
        SetSynchronizationContext(this);
        turnThread = Environment.CurrentManagedThreadId;
        try
        {
            code();
            Drain();
        }
        finally
        {
            turnThread = -1;
            queue.Clear();
            SetSynchronizationContext(previous);
        }
    }

    /// <summary>Runs what has been posted so far, before the next event is looked at.</summary>
    public void Drain()
    {
        while (queue.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
        {
            next.Callback(next.State);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == turnThread)
        {
            queue.Enqueue((d, state));
        }
        else
        {
            WasBypassed = true;
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == turnThread)
        {
            d(state);
        }
        else
        {
            throw new NotSupportedException("Orchestrator code runs on its own turn only.");
        }
    }

    public override SynchronizationContext CreateCopy() => this;
}
