using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// One live execution of an orchestrator: past events rebuild its state, new ones move it on. Not thread-safe; a failed
/// call or an uncommitted turn leaves it unusable.
/// </summary>
internal sealed class OrchestrationExecution(
    ITaskRunner runner, DurableEngineOptions options, ILoggerFactory loggerFactory)
{
    // 16 KB of UTF-16, as the Azure Storage provider limits it.
    private const int CustomStatusLimit = 8192;

    private readonly TurnSynchronizationContext turn = new();
    private readonly Queue<HistoryEvent> whileSuspended = new();
    private DurableOrchestrationContext? context;
    private Task<object?>? result;
    private DateTime now;
    private bool differs;

    public bool IsSuspended { get; private set; }

    /// <summary>Whether orchestrator code awaited something that is not durable: it will never go on.</summary>
    public bool LeftItsTurn => turn.WasBypassed;

    /// <summary>Whether a scheduled task still waits for its result; a cancelled timer does not.</summary>
    public bool IsOpen(int taskId) => context?.Ledger.IsOpen(taskId) ?? false;

    /// <summary>Runs the code against recorded events, and then against new ones.</summary>
    /// <param name="past">Committed history; empty when this object has seen it already.</param>
    /// <param name="received">The new episode, from its OrchestratorStarted event on.</param>
    public EpisodeResult Run(IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> received)
    {
        OrchestrationCompleteOrchestratorAction? completion = null;
        turn.Run(() =>
        {
            try
            {
                Process(past, replaying: true);
                Process(received, replaying: false);
                completion = TryComplete();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Not thrown by user code, which keeps its exceptions in its task, but while events were delivered to
                // it: a replay that differs, or a payload that does not fit a waiting event.
                completion = Fail(failure);
                differs = failure is NonDeterministicOrchestrationException;
            }
        });

        if (context is null)
        {
            return new EpisodeResult([], null);
        }

        return Finish(completion);
    }

    private EpisodeResult Finish(OrchestrationCompleteOrchestratorAction? completion)
    {
        string? status = null;
        try
        {
            status = context!.SerializeCustomStatus();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            completion = Fail(failure);
        }

        if (status?.Length > CustomStatusLimit)
        {
            completion = Fail(new ArgumentException(FormattableString.Invariant(
                $"CustomStatus is too large: limit = 16 KB (UTF-16), actual = {status.Length / 512.0:0.00} KB.")));
            return new EpisodeResult([completion], null) { KeepsCustomStatus = true };
        }

        // After a failure of the engine's own making the other actions are not those of a trustworthy run.
        bool trusted = !differs
            && (completion is not { Status: OrchestrationStatus.Failed } || result is { IsCompleted: true });
        IReadOnlyList<OrchestratorAction> actions = context!.Ledger.TakePending();
        return new EpisodeResult([.. trusted ? actions : [], .. Listed(completion)], status);
    }

    private static IEnumerable<OrchestratorAction> Listed(OrchestratorAction? action) => action is null ? [] : [action];

    private void Process(IReadOnlyList<HistoryEvent> events, bool replaying)
    {
        context?.SetReplaying(replaying);
        foreach (HistoryEvent next in events)
        {
            if (next is OrchestratorStartedEvent)
            {
                now = next.Timestamp;
                context?.SetTime(now);
            }
            else if (next is ExecutionStartedEvent started)
            {
                Start(started, replaying);
            }
            else
            {
                Deliver(next);
            }

            turn.Drain();
            next.IsPlayed = true;
        }
    }

    private void Start(ExecutionStartedEvent started, bool replaying)
    {
        if (context is not null)
        {
            return;
        }

        context = new DurableOrchestrationContext(started, options, loggerFactory, turn);
        context.SetTime(now);
        context.SetReplaying(replaying);
        result = runner.HasOrchestrator(started.Name, context.Version)
            ? StartCode(context)
            : Task.FromException<object?>(new OrchestrationException
            {
                FailureDetails = Failures.NotFound("orchestrator", started.Name, context.Version),
            });
    }

    private Task<object?> StartCode(DurableOrchestrationContext context)
    {
        try
        {
            return runner.RunOrchestratorAsync(context);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return Task.FromException<object?>(thrown);
        }
    }

    private void Deliver(HistoryEvent next)
    {
        if (IsSuspended && next is not ExecutionResumedEvent)
        {
            if (next is not ExecutionSuspendedEvent)
            {
                whileSuspended.Enqueue(next);
            }

            return;
        }

        switch (next)
        {
            case TaskScheduledEvent or TimerCreatedEvent or SubOrchestrationInstanceCreatedEvent or EventSentEvent:
                context!.Ledger.Confirm(next);
                break;
            case TaskCompletedEvent done:
                context!.Ledger.Close(done.TaskScheduledId)?.Result.SetResult(done.Result);
                break;
            case SubOrchestrationInstanceCompletedEvent done:
                context!.Ledger.Close(done.TaskScheduledId)?.Result.SetResult(done.Result);
                break;
            case TimerFiredEvent fired:
                context!.Ledger.Close(fired.TimerId)?.Result.SetResult(null);
                break;
            case TaskFailedEvent failed:
                FailTask(failed);
                break;
            case SubOrchestrationInstanceFailedEvent failed:
                FailChild(failed);
                break;
            case EventRaisedEvent raised:
                context!.Raise(raised);
                break;
            case ExecutionSuspendedEvent:
                IsSuspended = true;
                context!.Ledger.Hold();
                break;
            case ExecutionResumedEvent:
                Resume();
                break;
        }
    }

    private void Resume()
    {
        IsSuspended = false;
        context!.Ledger.Release();
        while (whileSuspended.TryDequeue(out HistoryEvent? waiting))
        {
            Deliver(waiting);
            turn.Drain();
        }
    }

    private void FailTask(TaskFailedEvent failed)
    {
        if (context!.Ledger.Close(failed.TaskScheduledId) is { } task)
        {
            task.Result.SetException(new TaskFailedException(
                failed.EventId, failed.TaskScheduledId, task.Name, task.Version, reason: null, cause: null)
            {
                FailureDetails = failed.FailureDetails,
            });
        }
    }

    private void FailChild(SubOrchestrationInstanceFailedEvent failed)
    {
        if (context!.Ledger.Close(failed.TaskScheduledId) is { } task)
        {
            task.Result.SetException(new SubOrchestrationFailedException(
                failed.EventId, failed.TaskScheduledId, task.Name, task.Version, reason: null, cause: null)
            {
                FailureDetails = failed.FailureDetails,
            });
        }
    }

    private OrchestrationCompleteOrchestratorAction? TryComplete()
    {
        if (result is not { IsCompleted: true } || context!.Ledger.HasOpenTasks)
        {
            return null;
        }

        if (!result.IsCompletedSuccessfully)
        {
            return Fail(Failures.ExceptionOf(result));
        }

        if (context.ContinueAsNewRequest is { } request)
        {
            return new(context.Ledger.TakeId(), OrchestrationStatus.ContinuedAsNew)
            {
                Result = context.NextInput,
                NewVersion = string.IsNullOrWhiteSpace(request.NewVersion) ? null : request.NewVersion,
                CarryOver = context.CarryOver,
            };
        }

        string? output = options.DataConverter.Serialize(result.Result);
        return new(context.Ledger.TakeId(), OrchestrationStatus.Completed) { Result = output };
    }

    private OrchestrationCompleteOrchestratorAction Fail(Exception failure)
    {
        FailureDetails details = FailureLimits.Bound(Failures.Describe(failure));
        return new(context?.Ledger.TakeId() ?? 0, OrchestrationStatus.Failed)
        {
            Result = details.ErrorMessage,
            Failure = details,
        };
    }
}
