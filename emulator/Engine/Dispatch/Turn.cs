using System.Globalization;
using Daoban.Emulator.Engine.Execution;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Engine.Tracing;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// One turn of one orchestrator in memory: received events go in; new history, the next state and everything to be done
/// after the commit come out. Nothing of it has an effect before that.
/// </summary>
internal sealed class Turn(
    LoadedInstance instance, ITaskRunner runner, DurableEngineOptions options, ILoggerFactory loggers)
{
    // Generations that follow each other without waiting for anything; then a commit must come between.
    private const int MostGenerations = 20;

    private readonly VersionCheck versions = new(options.Versioning);

    private readonly DateTime now =
        new[] { options.Clock.GetUtcNow().UtcDateTime, instance.Open.LastEpisodeAt }.Max();

    /// <summary>The next state, without what the commit adds: sequence, history, outbox and mark.</summary>
    public InstanceState After { get; private set; } = instance.State;

    /// <summary>Events to append to the history.</summary>
    public List<HistoryEvent> Events { get; } = [];

    /// <summary>The history before this turn is void: a new generation.</summary>
    public bool ReplacesHistory { get; private set; }

    public List<TaskScheduledEvent> Activities { get; } = [];

    public List<Send> Sends { get; } = [];

    /// <summary>Execution that the sends come from.</summary>
    public string SenderExecutionId { get; } = instance.State.ExecutionId;

    public List<TimerRow> NewTimers { get; } = [];

    public List<TimerRow> EndedTimers { get; } = [];

    /// <summary>Runs orchestrator code.</summary>
    /// <param name="received">Events in order; <see cref="OpenWork" /> has seen them already.</param>
    public void Run(IReadOnlyList<HistoryEvent> received)
    {
        IReadOnlyList<HistoryEvent> past = instance.Past ?? [];
        if (instance.State.IsTurnDue)
        {
            // The generation's first frame is stored, but its code has not run: those events are news to it.
            (past, instance.Past) = ([], [.. past]);
        }

        if (received.Count > 0 || !instance.State.IsTurnDue)
        {
            Add(new OrchestratorStartedEvent(-1));
            Events.AddRange(received);
        }

        instance.Execution ??= NewExecution();
        HistoryEvent[] news = instance.State.IsTurnDue ? [.. instance.Past ?? [], .. Events] : [.. Events];
        EpisodeResult result = instance.Execution.Run(past, news);
        instance.Past = null;
        After = After with { IsTurnDue = false, IsRewound = false };
        Apply(result, carriedStatus: null, generation: 1);
        if (Events.Count > 0 && Events[^1] is not OrchestratorCompletedEvent)
        {
            Add(new OrchestratorCompletedEvent(-1));
        }

        After = After with { UpdatedAt = now };
    }

    /// <summary>Ends the instance from outside; its code is not run and does not notice.</summary>
    /// <param name="received">Events up to the terminating one, which is the last.</param>
    /// <param name="recursive">Whether children are terminated too.</param>
    public void Terminate(IReadOnlyList<HistoryEvent> received, bool recursive)
    {
        var terminated = (ExecutionTerminatedEvent)received[^1];
        Add(new OrchestratorStartedEvent(-1));
        Events.AddRange(received);
        if (recursive)
        {
            foreach ((int id, SubOrchestrationInstanceCreatedEvent child) in instance.Open.Children)
            {
                var onward = new ExecutionTerminatedEvent(-1, terminated.Input) { Timestamp = now };
                Sends.Add(new Send(child.InstanceId, onward) { ActionId = id, Recursive = true });
            }
        }

        EndWithoutCode(new(instance.Open.NextId, OrchestrationStatus.Terminated) { Result = terminated.Input });
    }

    /// <summary>Ends the instance because this process may not run its code.</summary>
    public void Fail(IReadOnlyList<HistoryEvent> received, FailureDetails failure)
    {
        Add(new OrchestratorStartedEvent(-1));
        Events.AddRange(received);
        EndWithoutCode(new(instance.Open.NextId, OrchestrationStatus.Failed)
        {
            Result = failure.ErrorMessage,
            Failure = failure,
        });
    }

    private void EndWithoutCode(OrchestrationCompleteOrchestratorAction completion)
    {
        Complete(completion);
        Add(new OrchestratorCompletedEvent(-1));
        After = After with { UpdatedAt = now, IsTurnDue = false, IsRewound = false };
    }

    private string? NewSpan() => options.TracesOrchestrations ? DurableSpans.NewChild(After) : null;

    private OrchestrationExecution NewExecution() => new(runner, options, loggers);

    private void Apply(EpisodeResult result, string? carriedStatus, int generation)
    {
        foreach (OrchestratorAction action in result.Actions)
        {
            Apply(action);
        }

        EndCancelledTimers();
        if (result.Actions.Count > 0
            && result.Actions[^1] is OrchestrationCompleteOrchestratorAction
            {
                Status: not OrchestrationStatus.ContinuedAsNew,
            } completion)
        {
            Complete(completion);
        }

        if (!result.KeepsCustomStatus)
        {
            After = After with { CustomStatus = new Payload(result.CustomStatus ?? carriedStatus) };
        }

        if (result.Actions.Count > 0
            && result.Actions[^1] is OrchestrationCompleteOrchestratorAction
            {
                Status: OrchestrationStatus.ContinuedAsNew,
            } next)
        {
            ContinueAsNew(next, After.CustomStatus.Text, generation);
        }
        else if (!After.IsTerminal)
        {
            After = After with
            {
                Status = instance.Open.IsSuspended ? OrchestrationStatus.Suspended : OrchestrationStatus.Running,
            };
        }
    }

    private void Apply(OrchestratorAction action)
    {
        switch (action)
        {
            case ScheduleTaskOrchestratorAction task:
                var scheduled = new TaskScheduledEvent(task.Id, task.Name, task.Version, task.Input)
                {
                    Tags = task.Tags,
                    TraceParent = NewSpan(),
                };
                Add(scheduled);
                Activities.Add(scheduled);
                break;
            case CreateTimerOrchestratorAction timer:
                Add(new TimerCreatedEvent(timer.Id, timer.FireAt));
                NewTimers.Add(RowOf(timer.Id, timer.FireAt, now));
                break;
            case CreateSubOrchestrationAction child:
                StartChild(child);
                break;
            case SendEventOrchestratorAction send:
                Add(new EventSentEvent(send.Id)
                {
                    InstanceId = send.InstanceId,
                    Name = send.EventName,
                    Input = send.EventData,
                });
                var raised = new EventRaisedEvent(-1, send.EventData) { Name = send.EventName, Timestamp = now };
                Sends.Add(new Send(send.InstanceId, raised) { ActionId = send.Id });
                break;
        }
    }

    private void StartChild(CreateSubOrchestrationAction child)
    {
        string? span = NewSpan();
        Add(new SubOrchestrationInstanceCreatedEvent(child.Id)
        {
            Name = child.Name,
            Version = child.Version,
            InstanceId = child.InstanceId,
            Tags = child.Tags,
            TraceParent = span,
        });
        Sends.Add(new Send(child.InstanceId, FirstEvent.OfChild(child, After, now, span)) { ActionId = child.Id });
    }

    private void Complete(OrchestrationCompleteOrchestratorAction completion)
    {
        Add(new ExecutionCompletedEvent(completion.Id, completion.Result, completion.Status, completion.Failure));
        foreach ((int id, TimerCreatedEvent timer) in instance.Open.Timers)
        {
            End(id, timer);
        }

        After = After with
        {
            Status = completion.Status,
            Output = new Payload(completion.Failure is null
                ? completion.Result
                : $"{completion.Failure.ErrorType}: {completion.Failure.ErrorMessage}"),
            Failure = completion.Failure,
        };
        if (After.Parent is { } parent)
        {
            HistoryEvent outcome = completion.Status is OrchestrationStatus.Completed
                ? new SubOrchestrationInstanceCompletedEvent(-1, parent.TaskId, completion.Result)
                : new SubOrchestrationInstanceFailedEvent(
                    -1, parent.TaskId, completion.Result, details: null, completion.Failure);
            outcome.Timestamp = now;
            Sends.Add(new Send(parent.InstanceId, outcome)
            {
                ActionId = completion.Id,
                ExecutionId = parent.ExecutionId,
            });
        }
    }

    private void ContinueAsNew(OrchestrationCompleteOrchestratorAction next, string? status, int generation)
    {
        After = After with
        {
            ExecutionId = Guid.NewGuid().ToString("N"),
            StartedAs = After.StartedAs ?? After.ExecutionId,
            Version = next.NewVersion ?? After.Version,
            Input = new Payload(next.Result),
            CreatedAt = now,
            ScheduledAt = null,
            Generation = null,
            Status = OrchestrationStatus.Running,
        };
        ReplacesHistory = true;
        instance.Begin();
        Events.Clear();
        Add(new OrchestratorStartedEvent(-1));
        Add(FirstEvent.OfNextGeneration(After));
        Events.AddRange(next.CarryOver);
        Add(new OrchestratorCompletedEvent(-1));
        if (generation == MostGenerations || versions.Refuse(After.Version) is not null)
        {
            After = After with { IsTurnDue = true };
            instance.Past = [.. Events];
            return;
        }

        Apply((instance.Execution = NewExecution()).Run([], [.. Events]), status, generation + 1);
    }

    private void EndCancelledTimers()
    {
        foreach ((int id, TimerCreatedEvent timer) in instance.Open.Timers.ToArray())
        {
            if (!instance.Execution!.IsOpen(id))
            {
                End(id, timer);
                instance.Open.Forget(id);
            }
        }
    }

    /// <summary>A timer of this very turn has no row yet, and gets none.</summary>
    private void End(int id, TimerCreatedEvent timer)
    {
        if (NewTimers.RemoveAll(each => each.TimerId == id && each.ExecutionId == After.ExecutionId) == 0)
        {
            EndedTimers.Add(RowOf(id, timer.FireAt, timer.Timestamp));
        }
    }

    private TimerRow RowOf(int id, DateTime fireAt, DateTime createdAt) => new(
        fireAt, After.InstanceId, After.ExecutionId, id.ToString(CultureInfo.InvariantCulture), createdAt);

    private void Add(HistoryEvent e)
    {
        e.Timestamp = now;
        Events.Add(e);
        instance.Open.Apply(e);
    }
}
