using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// The durable timers of one shard by the orchestration clock. Only the nearest are kept in memory; when those have
/// fired the next are read. A timer fires once its time has come by the clock, never before.
/// </summary>
internal sealed class ShardTimers(
    HubStorage storage,
    string partition,
    TimeProvider clock,
    Action<string, Delivery> deliver,
    Action<Func<CancellationToken, Task>> inBackground) : IDisposable
{
    private const int MostKept = 1000;

    // Timers of a clock have a longest time; and a laptop that slept should not stay late for long.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);

    // What alarms count in. A clock that moved by more while the alarm was set would let it ring late by as much.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly SortedSet<TimerRow> near = new(Comparer<TimerRow>.Create(
        (a, b) => string.CompareOrdinal(a.RowKey, b.RowKey)));

    private ITimer? alarm;
    private bool disposed;

    // Every stored timer due before this is in memory; those after it may not be.
    private DateTime horizon = DateTime.MinValue;
    private bool reading;

    /// <summary>Reads the nearest timers.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // What is committed from here on is kept whatever its time: the reading below may miss it.
            reading = true;
        }

        var read = new List<TimerRow>();
        await foreach (Azure.Data.Tables.TableEntity row in storage.ReadRangeAsync(
            partition,
            RowKeys.Timers,
            RowKeys.After(RowKeys.Timers),
            pageSize: 1000,
            cancellationToken: cancellationToken))
        {
            read.Add(TimerRow.FromRow(row));
            if (read.Count == MostKept)
            {
                break;
            }
        }

        lock (gate)
        {
            near.UnionWith(read);
            reading = false;
            horizon = read.Count < MostKept ? DateTime.MaxValue : read[^1].DueAt;
        }

        Fire();
    }

    /// <summary>
    /// Finds scheduled starts that other processes have put in. Timers need no second look: only turns make them.
    /// </summary>
    public async Task LoadStartsAsync(CancellationToken cancellationToken)
    {
        var read = new List<TimerRow>();
        await foreach (Azure.Data.Tables.TableEntity row in storage.ReadRangeAsync(
            partition,
            RowKeys.Timers,
            RowKeys.After(RowKeys.Timers),
            $"{TimerRow.IsStart} eq true",
            cancellationToken: cancellationToken))
        {
            read.Add(TimerRow.FromRow(row));
        }

        Add(read);
    }

    /// <summary>A commit has written these rows.</summary>
    public void Add(IEnumerable<TimerRow> timers)
    {
        lock (gate)
        {
            near.UnionWith(timers.Where(timer => reading || timer.DueAt < horizon));
            while (!reading && near.Count > MostKept * 2)
            {
                TimerRow last = near.Max!;
                near.Remove(last);
                horizon = last.DueAt;
            }
        }

        Fire();
    }

    /// <summary>A commit has deleted these rows.</summary>
    public void Remove(IEnumerable<TimerRow> timers)
    {
        lock (gate)
        {
            near.ExceptWith(timers);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            alarm?.Dispose();
        }
    }

    private void Fire()
    {
        var due = new List<TimerRow>();
        bool readMore;
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            DateTime now;
            do
            {
                now = clock.GetUtcNow().UtcDateTime;
                while (near.Min is { } next && next.DueAt <= now)
                {
                    near.Remove(next);
                    due.Add(next);
                }

                Arm(now);
            }
            while (clock.GetUtcNow().UtcDateTime - now >= Tick);

            readMore = near.Count == 0 && !reading && horizon < DateTime.MaxValue && horizon > DateTime.MinValue;
            reading |= readMore;
        }

        if (readMore)
        {
            inBackground(LoadAsync);
        }

        foreach (TimerRow timer in due)
        {
            deliver(timer.InstanceId, Delivery.Of(timer));
        }
    }

    private void Arm(DateTime now)
    {
        TimeSpan sleep = near.Min is { } next && next.DueAt - now < LongestSleep ? next.DueAt - now : LongestSleep;
        // Clocks count whole milliseconds: rounding down would wake us early, to find nothing due and sleep again.
        sleep = TimeSpan.FromMilliseconds(Math.Ceiling(sleep.TotalMilliseconds));
        if (near.Count == 0)
        {
            sleep = Timeout.InfiniteTimeSpan;
        }

        if (alarm is null)
        {
            alarm = clock.CreateTimer(_ => Fire(), state: null, sleep, Timeout.InfiniteTimeSpan);
        }
        else
        {
            alarm.Change(sleep, Timeout.InfiniteTimeSpan);
        }
    }
}
