using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>One client that listens for one instance; disposed when it listens no longer.</summary>
internal sealed class InstanceSignal(
    string instanceId, Func<InstanceState, bool> condition, Action<InstanceSignal> forget) : IDisposable
{
    private readonly TaskCompletionSource<InstanceState> next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string InstanceId => instanceId;

    /// <summary>The first committed state, from the beginning of the listening on, that satisfies the
    /// condition.</summary>
    public Task<InstanceState> Next => next.Task;

    public void Hear(InstanceState state)
    {
        if (condition(state))
        {
            next.TrySetResult(state);
        }
    }

    public void Dispose() => forget(this);
}
