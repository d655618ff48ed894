using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Turns history events into their stored form and back.</summary>
internal static class HistoryMapper
{
    /// <summary>The one text of an event that the application made: its input, result, reason or data.</summary>
    public static string? PayloadOf(HistoryEvent e) => e switch
    {
        ExecutionStartedEvent x => x.Input,
        ExecutionCompletedEvent x => x.Result,
        ExecutionTerminatedEvent x => x.Input,
        ExecutionSuspendedEvent x => x.Reason,
        ExecutionResumedEvent x => x.Reason,
        TaskScheduledEvent x => x.Input,
        TaskCompletedEvent x => x.Result,
        TaskFailedEvent x => x.Reason,
        SubOrchestrationInstanceCompletedEvent x => x.Result,
        SubOrchestrationInstanceFailedEvent x => x.Reason,
        EventSentEvent x => x.Input,
        EventRaisedEvent x => x.Input,
        GenericEvent x => x.Data,
        _ => null,
    };

    public static HistoryRecord ToRecord(HistoryEvent e)
    {
        HistoryRecord record = new()
        {
            Type = e.EventType,
            EventId = e.EventId,
            Timestamp = e.Timestamp.Ticks,
            Payload = e.PayloadBlob is null ? PayloadOf(e) : null,
            PayloadBlob = e.PayloadBlob,
        };
        return e switch
        {
            ExecutionStartedEvent x => record with
            {
                Name = x.Name,
                Version = x.Version,
                InstanceId = x.OrchestrationInstance.InstanceId,
                ExecutionId = x.OrchestrationInstance.ExecutionId,
                Tags = x.Tags,
                Parent = ParentRecord.From(x.ParentInstance),
                ScheduledStart = x.ScheduledStartTime?.Ticks,
                Generation = x.Generation,
            },
            ExecutionCompletedEvent x => record with
            {
                Status = x.OrchestrationStatus,
                Failure = FailureRecord.From(x.FailureDetails),
            },
            TaskScheduledEvent x => record with { Name = x.Name, Version = x.Version, Tags = x.Tags },
            TaskCompletedEvent x => record with { TaskId = x.TaskScheduledId },
            TaskFailedEvent x => record with
            {
                TaskId = x.TaskScheduledId,
                Failure = FailureRecord.From(x.FailureDetails),
            },
            SubOrchestrationInstanceCreatedEvent x => record with
            {
                Name = x.Name,
                Version = x.Version,
                InstanceId = x.InstanceId,
                Tags = x.Tags,
            },
            SubOrchestrationInstanceCompletedEvent x => record with { TaskId = x.TaskScheduledId },
            SubOrchestrationInstanceFailedEvent x => record with
            {
                TaskId = x.TaskScheduledId,
                Failure = FailureRecord.From(x.FailureDetails),
            },
            TimerCreatedEvent x => record with { FireAt = x.FireAt.Ticks },
            TimerFiredEvent x => record with { TaskId = x.TimerId, FireAt = x.FireAt.Ticks },
            EventSentEvent x => record with { Name = x.Name, InstanceId = x.InstanceId },
            EventRaisedEvent x => record with { Name = x.Name },
            _ => record,
        };
    }

    /// <param name="r">The stored event.</param>
    /// <param name="payload">Its payload, read from the blob if it was there.</param>
    /// <exception cref="InvalidDataException">The kind of event is unknown to this version.</exception>
    public static HistoryEvent ToEvent(HistoryRecord r, string? payload)
    {
        HistoryEvent e = Create(r, payload);
        e.Timestamp = Utc(r.Timestamp);
        e.PayloadBlob = r.PayloadBlob;
        return e;
    }

    private static HistoryEvent Create(HistoryRecord r, string? payload) => r.Type switch
    {
        EventType.ExecutionStarted => new ExecutionStartedEvent(r.EventId, payload)
        {
            Name = r.Name,
            Version = r.Version,
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = r.InstanceId,
                ExecutionId = r.ExecutionId,
            },
            Tags = r.Tags,
            ParentInstance = r.Parent?.ToParent(),
            ScheduledStartTime = r.ScheduledStart is { } start ? Utc(start) : null,
            Generation = r.Generation,
        },
        EventType.ExecutionCompleted =>
            new ExecutionCompletedEvent(r.EventId, payload, r.Status!.Value, r.Failure?.ToDetails()),
        EventType.ExecutionTerminated => new ExecutionTerminatedEvent(r.EventId, payload),
        EventType.ExecutionSuspended => new ExecutionSuspendedEvent(r.EventId, payload),
        EventType.ExecutionResumed => new ExecutionResumedEvent(r.EventId, payload),
        EventType.TaskScheduled => new TaskScheduledEvent(r.EventId, r.Name!, r.Version, payload) { Tags = r.Tags },
        EventType.TaskCompleted => new TaskCompletedEvent(r.EventId, r.TaskId!.Value, payload),
        EventType.TaskFailed =>
            new TaskFailedEvent(r.EventId, r.TaskId!.Value, payload, details: null, r.Failure?.ToDetails()),
        EventType.SubOrchestrationInstanceCreated => new SubOrchestrationInstanceCreatedEvent(r.EventId)
        {
            Name = r.Name,
            Version = r.Version,
            InstanceId = r.InstanceId,
            Tags = r.Tags,
        },
        EventType.SubOrchestrationInstanceCompleted =>
            new SubOrchestrationInstanceCompletedEvent(r.EventId, r.TaskId!.Value, payload),
        EventType.SubOrchestrationInstanceFailed => new SubOrchestrationInstanceFailedEvent(
            r.EventId, r.TaskId!.Value, payload, details: null, r.Failure?.ToDetails()),
        EventType.TimerCreated => new TimerCreatedEvent(r.EventId, Utc(r.FireAt!.Value)),
        EventType.TimerFired => new TimerFiredEvent(r.EventId, Utc(r.FireAt!.Value)) { TimerId = r.TaskId!.Value },
        EventType.OrchestratorStarted => new OrchestratorStartedEvent(r.EventId),
        EventType.OrchestratorCompleted => new OrchestratorCompletedEvent(r.EventId),
        EventType.EventSent =>
            new EventSentEvent(r.EventId) { Name = r.Name, InstanceId = r.InstanceId, Input = payload },
        EventType.EventRaised => new EventRaisedEvent(r.EventId, payload) { Name = r.Name },
        EventType.GenericEvent => new GenericEvent(r.EventId, payload),
        _ => throw new InvalidDataException($"History holds an event of the unknown kind {r.Type}."),
    };

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);
}
