using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Tells clients of this process what has been committed, so that they need not ask storage again and again.
/// </summary>
internal sealed class InstanceSignals
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<TaskCompletionSource<InstanceState>>> waiting = [];

    /// <summary>The next state of an instance that satisfies a condition, from this call on.</summary>
    public Task<InstanceState> NextAsync(
        string instanceId, Func<InstanceState, bool> condition, CancellationToken cancellationToken)
    {
        var next = new TaskCompletionSource<InstanceState>(
            condition, TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (!waiting.TryGetValue(instanceId, out List<TaskCompletionSource<InstanceState>>? list))
            {
                waiting[instanceId] = list = [];
            }

            list.Add(next);
        }

        return WaitAsync(instanceId, next, cancellationToken);
    }

    public void Publish(InstanceState state)
    {
        lock (gate)
        {
            if (waiting.TryGetValue(state.InstanceId, out List<TaskCompletionSource<InstanceState>>? list))
            {
                foreach (TaskCompletionSource<InstanceState> next in list)
                {
                    if (((Func<InstanceState, bool>)next.Task.AsyncState!)(state))
                    {
                        next.TrySetResult(state);
                    }
                }
            }
        }
    }

    private async Task<InstanceState> WaitAsync(
        string instanceId, TaskCompletionSource<InstanceState> next, CancellationToken cancellationToken)
    {
        try
        {
            return await next.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (gate)
            {
                List<TaskCompletionSource<InstanceState>> list = waiting[instanceId];
                list.Remove(next);
                if (list.Count == 0)
                {
                    waiting.Remove(instanceId);
                }
            }
        }
    }
}
