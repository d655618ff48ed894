namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Looks for messages that other processes have put into inboxes, less and less often while there are none.
/// </summary>
internal sealed class InboxWatch(EngineRun run)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadAllEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(5);

    // Clients stop repeating an insert after five minutes; until then a tombstone must be there to refuse it.
    private static readonly TimeSpan TombstoneLife = TimeSpan.FromMinutes(10);

    private readonly TimeSpan longest = run.Options.MaxPollingInterval;
    private readonly DoorBell bell = new(run.Storage);
    private readonly Recovery recovery = new(run);

    /// <summary>Notes the bells as they are; the recovery that follows finds whatever they were rung for.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => bell.ListenAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = Shortest;
        long readAll = Environment.TickCount64;
        long swept = Environment.TickCount64;
        while (true)
        {
            await Task.Delay(pause, cancellationToken);
            IReadOnlyList<string> rung = await bell.ListenAsync(cancellationToken);
            pause = rung.Count > 0 ? Shortest : pause * 1.5 < longest ? pause * 1.5 : longest;
            bool isTime = IsTime(ref readAll, ReadAllEvery);
            foreach (string partition in isTime ? run.Storage.Partitions : rung)
            {
                await recovery.ReadArrivedAsync(partition, cancellationToken);
            }

            if (IsTime(ref swept, SweepEvery))
            {
                await SweepAsync(cancellationToken);
            }
        }
    }

    private static bool IsTime(ref long last, TimeSpan every)
    {
        if (Environment.TickCount64 - last < every.TotalMilliseconds)
        {
            return false;
        }

        last = Environment.TickCount64;
        return true;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset limit = DateTimeOffset.UtcNow - TombstoneLife;
        foreach (string partition in run.Storage.Partitions)
        {
            await recovery.SweepAsync(partition, limit, cancellationToken);
        }

        run.Consumed.ForgetOlderThan(TombstoneLife);
    }
}
