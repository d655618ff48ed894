using System.Globalization;
using Daoban.Emulator.Hosting.Locks;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Timers;

/// <summary>
/// Calls a function by its schedule, one call at a time: what falls due during a call is made up for by one call right
/// after it. Of all processes with the same host id one fires, the others stand by.
/// </summary>
internal sealed partial class TimerListener(
    TimerTrigger trigger,
    ListenerLock exclusive,
    TimerMonitor monitor,
    TriggerCall call,
    TimeProvider clock,
    ILogger logger) : IFunctionListener, IAsyncDisposable
{
    /// <summary>The log category of the real host.</summary>
    public const string LogCategory = "Host.Triggers.Timer";

    private const int ShownOccurrences = 5;

    // Timers have a maximum and drift from the wall clock: long waits are cut into pieces.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private bool hasStarted;

    /// <param name="trigger">The timer.</param>
    /// <param name="storage">The host's own account: locks and statuses.</param>
    /// <param name="hostId">Names the blobs; processes with the same one share their timers.</param>
    /// <param name="call">Calls the function.</param>
    /// <param name="clock">Now.</param>
    /// <param name="loggers">Makes the log.</param>
    public static TimerListener Of(
        TimerTrigger trigger,
        StorageClients storage,
        string hostId,
        TriggerCall call,
        TimeProvider clock,
        ILoggerFactory loggers)
    {
        ILogger logger = loggers.CreateLogger(LogCategory);
        var store = new TimerStatusStore(storage, hostId, trigger.FunctionName, logger);
        return new TimerListener(
            trigger,
            ListenerLock.Of(storage, hostId, trigger.FunctionName, logger),
            new TimerMonitor(trigger, store, clock, logger),
            call,
            clock,
            logger);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        try
        {
            await running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogLeftRunning(trigger.FunctionName);
        }
    }

    public ValueTask DisposeAsync()
    {
        stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using OwnedBlobLease lease = await exclusive.AcquireAsync(stopping.Token);
                await WatchAsync(lease.Lost);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Stopped while it waited for its lock.
            }
            catch (Exception bug)
            {
                // A listener that ends would be silent for as long as the host runs.
                LogFailed(bug, trigger.FunctionName);
                await Task.Delay(PauseAfterFailure, clock, stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WatchAsync(CancellationToken lost)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, lost);
        if (await monitor.TryBeginAsync(end.Token) is not { } status)
        {
            return;
        }

        LogOccurrences(trigger.FunctionName, trigger.Schedule.ToString()!, NextOccurrences());
        if (FirstOccasion(status) is { } occasion)
        {
            status = await FireAsync(status, occasion, lost);
        }

        while (await WaitUntilAsync(status.Next, end.Token))
        {
            status = await FireAsync(status, TimerOccasion.Scheduled, lost);
        }
    }

    private TimerOccasion? FirstOccasion(TimerStatus status)
    {
        bool startup = trigger.RunOnStartup && !hasStarted;
        hasStarted = true;
        return trigger.UseMonitor && status.IsPastDue(clock.GetLocalNow()) ? TimerOccasion.PastDue
            : startup ? TimerOccasion.Startup
            : null;
    }

    /// <returns>False when it was cancelled.</returns>
    private async Task<bool> WaitUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan wait = due - clock.GetLocalNow();
            if (wait <= TimeSpan.Zero)
            {
                return true;
            }

            // Rounded up: a timer that fires early would only be set again.
            TimeSpan whole = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(
                wait.TotalMilliseconds, LongestWait.TotalMilliseconds)));
            await Task.Delay(whole, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private async Task<TimerStatus> FireAsync(TimerStatus before, TimerOccasion occasion, CancellationToken lost)
    {
        DateTimeOffset start = clock.GetLocalNow();
        try
        {
            await call(TimerTriggerData.Create(trigger, before, occasion, start), CancellationToken.None);
        }
        catch (Exception)
        {
            // The edge of the host: the pipeline has logged it, and a failed timer waits for its next time.
        }

        var after = TimerStatus.After(trigger.Schedule, start);
        if (!lost.IsCancellationRequested)
        {
            // Otherwise the status is another's by now, and may tell of a later run.
            await monitor.StoreAsync(after);
        }

        return after;
    }

    private string NextOccurrences()
    {
        DateTimeOffset next = clock.GetLocalNow();
        var lines = new List<string>();
        for (int i = 0; i < ShownOccurrences && next < DateTimeOffset.MaxValue; i++)
        {
            next = trigger.Schedule.Next(next);
            lines.Add(next.UtcDateTime.ToString("MM'/'dd'/'yyyy HH':'mm':'ss'Z'", CultureInfo.InvariantCulture));
        }

        return string.Join(Environment.NewLine, lines);
    }

    [LoggerMessage(5311, LogLevel.Information,
        "The next 5 occurrences of the '{Function}' schedule ({Schedule}) will be:\n{Occurrences}")]
    private partial void LogOccurrences(string function, string schedule, string occurrences);

    [LoggerMessage(5312, LogLevel.Warning, "Timer '{Function}': its call did not end in time")]
    private partial void LogLeftRunning(string function);

    [LoggerMessage(5313, LogLevel.Error, "The listener of timer '{Function}' failed; it starts anew")]
    private partial void LogFailed(Exception exception, string function);
}
