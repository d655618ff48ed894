namespace Daoban.Emulator.Engine.Execution;

/// <inheritdoc cref="IEventWaiter" />
internal sealed class EventWaiter<T> : TaskCompletionSource<T>, IEventWaiter
{
    public Type PayloadType => typeof(T);

    public IEventWaiter? Next { get; set; }

    // No payload for a value type fails here, as upstream does.
    public void Deliver(object? payload) => TrySetResult((T)payload!);
}
