using Azure;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Timers;

/// <summary>Remembers a monitored timer's runs, and nothing of one that is not monitored.</summary>
internal sealed partial class TimerMonitor(
    TimerTrigger trigger, TimerStatusStore store, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(5);

    /// <summary>The status to go on from, however long storage takes.</summary>
    /// <returns>Null when it was cancelled.</returns>
    public async Task<TimerStatus?> TryBeginAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                return await BeginAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception fault) when (IsOfStorage(fault))
            {
                LogNotRead(trigger.FunctionName, Code(fault));
                await Task.Delay(RetryEvery, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    /// <summary>Stores what a run has led to. A fault is only logged: the schedule goes on.</summary>
    public async Task StoreAsync(TimerStatus status)
    {
        if (!trigger.UseMonitor)
        {
            return;
        }

        try
        {
            await store.WriteAsync(status, CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogNotStored(trigger.FunctionName, Code(fault));
        }
    }

    private static bool IsOfStorage(Exception fault) =>
        fault is RequestFailedException || StorageFaults.IsDoubtful(fault);

    private static string Code(Exception fault) => (fault as RequestFailedException)?.ErrorCode ?? fault.GetType().Name;

    private async Task<TimerStatus> BeginAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetLocalNow();
        TimerStatus? stored = trigger.UseMonitor ? await store.ReadAsync(cancellationToken) : null;
        TimerStatus status = stored?.Resume(trigger.Schedule, now) ?? TimerStatus.First(trigger.Schedule, now);
        if (trigger.UseMonitor && status != stored)
        {
            await store.WriteAsync(status, cancellationToken);
        }

        return status;
    }

    [LoggerMessage(5331, LogLevel.Warning, "The status of timer '{Function}' cannot be read ({Code}); trying again")]
    private partial void LogNotRead(string function, string code);

    [LoggerMessage(5332, LogLevel.Warning,
        "The status of timer '{Function}' was not stored ({Code}); a restart may repeat the run")]
    private partial void LogNotStored(string function, string code);
}
