namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Looks for messages that other processes have put into inboxes, less and less often while there are none.
/// </summary>
internal sealed class InboxWatch(EngineRun run)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadAllEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstSweepAfter = TimeSpan.FromSeconds(20);

    // Clients stop repeating an insert after five minutes; until then a tombstone must be there to refuse it.
    private static readonly TimeSpan TombstoneLife = TimeSpan.FromMinutes(10);

    private readonly TimeSpan longest = run.Options.MaxPollingInterval;
    private readonly DoorBell bell = new(run.Storage);
    private readonly Recovery recovery = new(run);

    // Kept over failures of RunAsync, which is then called again.
    private long readAll = Environment.TickCount64;

    // A process that is restarted often must sweep, too.
    private long swept = Environment.TickCount64 - (long)(SweepEvery - FirstSweepAfter).TotalMilliseconds;

    /// <summary>Answers the bells as they are; the recovery that follows finds whatever they were rung for.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach ((string partition, Azure.ETag ring) in await bell.ListenAsync(cancellationToken))
        {
            bell.Answer(partition, ring);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = Shortest;
        while (true)
        {
            await Task.Delay(pause, cancellationToken);
            IReadOnlyDictionary<string, Azure.ETag> rung = await bell.ListenAsync(cancellationToken);
            pause = rung.Count > 0 ? Shortest : pause * 1.5 < longest ? pause * 1.5 : longest;
            foreach ((string partition, Azure.ETag ring) in rung)
            {
                await recovery.ReadArrivedAsync(partition, cancellationToken);
                bell.Answer(partition, ring);
            }

            if (IsTime(readAll, ReadAllEvery))
            {
                await ReadAllAsync(cancellationToken);
                readAll = Environment.TickCount64;
            }

            if (IsTime(swept, SweepEvery))
            {
                await SweepAsync(cancellationToken);
                swept = Environment.TickCount64;
            }
        }
    }

    private static bool IsTime(long last, TimeSpan every) =>
        Environment.TickCount64 - last >= every.TotalMilliseconds;

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        foreach (string partition in run.Storage.Partitions)
        {
            await recovery.ReadArrivedAsync(partition, cancellationToken);
        }
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
