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
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(owner is null ? pause : SignalLimit);
            // Listening comes before looking: a commit between the two must not be missed.
            Task<InstanceState> signal = hub.Signals.NextAsync(instanceId, condition, limit.Token);
            if ((owner?.Find(instanceId) ?? await storage.ReadStatusAsync(instanceId, cancellationToken)) is { } state
                && condition(state))
            {
                await limit.CancelAsync();
                await ((Task)signal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return state;
            }

            await ((Task)signal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (signal.IsCompletedSuccessfully)
            {
                return await signal;
            }

            cancellationToken.ThrowIfCancellationRequested();
            pause = pause * 1.5 < Longest ? pause * 1.5 : Longest;
        }
    }
}
