using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Client;

/// <summary>
/// Waits until an instance is in some state: by the commits of this process when it owns the hub, else by asking
/// storage less and less often. An instance that does not exist is waited for.
/// </summary>
internal sealed class InstanceWaiter(IHubGateway hub)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    // Commits of this process are signalled; this only covers the hub's moving to another process meanwhile.
    private static readonly TimeSpan SignalLimit = TimeSpan.FromSeconds(5);

    public async Task<InstanceState> WaitAsync(
        string instanceId, Func<InstanceState, bool> condition, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        HubStorage storage = await hub.OpenAsync(cancellationToken);
        TimeSpan pause = Shortest;
        while (true)
        {
            EngineRun? owner = hub.Owner;
            // Listening comes before looking: a commit between the two must not be missed.
            using InstanceSignal signal = hub.Signals.Listen(instanceId, condition);
            if ((owner?.Find(instanceId) ?? await storage.ReadStatusAsync(instanceId, cancellationToken)) is { } state
                && condition(state))
            {
                return state;
            }

            await ((Task)signal.Next.WaitAsync(owner is null ? pause : SignalLimit, cancellationToken))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (signal.Next.IsCompletedSuccessfully)
            {
                return await signal.Next;
            }

            cancellationToken.ThrowIfCancellationRequested();
            pause = pause * 1.5 < Longest ? pause * 1.5 : Longest;
        }
    }
}
