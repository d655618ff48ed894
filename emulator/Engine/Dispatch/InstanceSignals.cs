using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Tells clients of this process what has been committed, so that they need not ask storage again and again.
/// </summary>
internal sealed class InstanceSignals
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<InstanceSignal>> listening = [];

    /// <summary>Listens from this call on for a state of an instance that satisfies a condition.</summary>
    public InstanceSignal Listen(string instanceId, Func<InstanceState, bool> condition)
    {
        var signal = new InstanceSignal(instanceId, condition, Forget);
        lock (gate)
        {
            if (!listening.TryGetValue(instanceId, out List<InstanceSignal>? list))
            {
                listening[instanceId] = list = [];
            }

            list.Add(signal);
        }

        return signal;
    }

    public void Publish(InstanceState state)
    {
        lock (gate)
        {
            foreach (InstanceSignal signal in listening.GetValueOrDefault(state.InstanceId) ?? [])
            {
                signal.Hear(state);
            }
        }
    }

    private void Forget(InstanceSignal signal)
    {
        lock (gate)
        {
            if (listening.TryGetValue(signal.InstanceId, out List<InstanceSignal>? list)
                && list.Remove(signal)
                && list.Count == 0)
            {
                listening.Remove(signal.InstanceId);
            }
        }
    }
}
