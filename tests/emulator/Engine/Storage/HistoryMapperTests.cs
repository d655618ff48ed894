using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>Everything that a history event says is stored and comes back.</summary>
public sealed class HistoryMapperTests
{
    private static readonly FailureDetails Failure = new(
        "System.FormatException", "outer", "at x", new FailureDetails("Inner", "inner", null, null, true), false);

    private static readonly DateTime Time = new(2026, 3, 2, 8, 0, 0, 123, DateTimeKind.Utc);

    public static TheoryData<EventType> Kinds => [.. Events.Select(e => e.EventType)];

    private static HistoryEvent[] Events =>
    [
        new ExecutionStartedEvent(-1, "in")
        {
            Name = "Main",
            Version = "1.2",
            Tags = new Dictionary<string, string> { ["a"] = "b" },
            ScheduledStartTime = Time,
            Generation = 0,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "i", ExecutionId = "e" },
            ParentInstance = new ParentInstance
            {
                Name = "Parent",
                Version = "2",
                TaskScheduleId = 0,
                OrchestrationInstance = new OrchestrationInstance { InstanceId = "p", ExecutionId = "pe" },
            },
        },
        new ExecutionCompletedEvent(0, "out", OrchestrationStatus.Running, Failure),
        new ExecutionTerminatedEvent(-1, "why"),
        new ExecutionSuspendedEvent(-1, "why"),
        new ExecutionResumedEvent(-1, null),
        new TaskScheduledEvent(0, "Do", "1", "in") { Tags = new Dictionary<string, string> { ["a"] = "b" } },
        new TaskCompletedEvent(-1, 0, "out"),
        new TaskFailedEvent(-1, 3, "why", null, Failure),
        new SubOrchestrationInstanceCreatedEvent(0) { Name = "Child", Version = "1", InstanceId = "c" },
        new SubOrchestrationInstanceCompletedEvent(-1, 0, null),
        new SubOrchestrationInstanceFailedEvent(-1, 0, "why", null, Failure),
        new TimerCreatedEvent(0, Time),
        new TimerFiredEvent(-1, Time) { TimerId = 0 },
        new OrchestratorStartedEvent(-1),
        new OrchestratorCompletedEvent(-1),
        new EventSentEvent(5) { InstanceId = "t", Name = "go", Input = "1" },
        new EventRaisedEvent(-1, "1") { Name = "go" },
        new GenericEvent(-1, "data"),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Event_StoredAndRead_SaysTheSame(EventType kind)
    {
        HistoryEvent before = Events.Single(e => e.EventType == kind);
        before.Timestamp = Time;

        byte[] stored = Compression.Pack([HistoryMapper.ToRecord(before)], EngineJson.Default.ListHistoryRecord);
        HistoryRecord record = Compression.Unpack(stored, EngineJson.Default.ListHistoryRecord).Single();
        HistoryEvent after = HistoryMapper.ToEvent(record, record.Payload);

        Assert.Equivalent(before, after, strict: true);
        Assert.Equal(DateTimeKind.Utc, after.Timestamp.Kind);
    }
}
