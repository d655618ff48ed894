using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Tests.Engine.Dispatch;

/// <summary>SEMANTICS 1.8 and 1.10: what a turn takes of the messages that are there for it.</summary>
public sealed class TurnInboxTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("TaskCompleted", "TaskCompleted")]
    [InlineData("TaskCompleted", "TaskFailed")]
    [InlineData("TaskFailed", "TaskCompleted")]
    [InlineData("TimerFired", "TimerFired")]
    [InlineData("SubCompleted", "SubCompleted")]
    [InlineData("SubFailed", "SubCompleted")]
    public void S1_8_SecondResultOfAnId_SameTurnOrLater_IsDroppedAndItsRowGoes(string first, string second)
    {
        Delivery result = Message(first, "1");
        TurnInbox turn = Take(Running(), result, Message(second, "2"));
        TurnInbox later = Take(turn.Instance, Message(second, "3"));

        Assert.Same(result.Event, Assert.Single(turn.Received));
        Assert.Equal(2, turn.Consumed.Count);
        Assert.Empty(later.Received);
        Assert.Single(later.Consumed);
    }

    [Fact]
    public void S1_8_TimerRowReadTwice_FiresOnceAndBothEnd()
    {
        var row = new TimerRow(Now, "case-1", "e1", "1", Now);

        TurnInbox turn = Take(Running(), Delivery.Of(row), Delivery.Of(row));

        Assert.Equal(1, Assert.IsType<TimerFiredEvent>(Assert.Single(turn.Received)).TimerId);
        Assert.Equal([row, row], turn.EndedTimers);
    }

    [Fact]
    public void S1_8_ResultOfAnUnknownId_IsDropped()
    {
        var result = new TaskCompletedEvent(-1, taskScheduledId: 99, "1");

        Assert.Empty(Take(Running(), new Delivery(DeliveryKind.Event, result, "e1")).Received);
    }

    [Fact]
    public void S1_8_ResultForAnotherExecution_IsDropped()
    {
        Delivery result = Message("TaskCompleted", "1") with { ExecutionId = "e0" };

        Assert.Empty(Take(Running(), result).Received);
    }

    [Fact]
    public void S1_10_SecondStart_SameTurnOrLater_IsSwallowed()
    {
        TurnInbox turn = Take(known: null, Start("1"), Start("2"));
        TurnInbox later = Take(turn.Instance, Start("3"));

        Assert.IsType<ExecutionStartedEvent>(Assert.Single(turn.Received));
        Assert.Equal(2, turn.Consumed.Count);
        Assert.Empty(later.Received);
        Assert.Empty(later.Parked);
        Assert.Single(later.Consumed);
    }

    [Fact]
    public void S1_10_SecondStartByAClient_IsSwallowed()
    {
        var pending = new LoadedInstance(State(OrchestrationStatus.Pending));
        var start = new Delivery(DeliveryKind.Start, ExecutionId: "e1");

        TurnInbox turn = Take(pending, start, start);
        TurnInbox later = Take(turn.Instance, start);

        Assert.IsType<ExecutionStartedEvent>(Assert.Single(turn.Received));
        Assert.Empty(later.Received);
    }

    [Fact]
    public void S1_10_StartBehindOtherMessages_GoesFirst()
    {
        TurnInbox turn = Take(known: null, Message("EventRaised", "1"), Message("EventRaised", "2"), Start("3"));

        Assert.Equal(
            [EventType.ExecutionStarted, EventType.EventRaised, EventType.EventRaised],
            turn.Received.Select(received => received.EventType));
        Assert.Equal(["3", "1", "2"], turn.Consumed.Select(message => message.Key));
    }

    private static TurnInbox Take(LoadedInstance? known, params Delivery[] deliveries)
    {
        var inbox = new TurnInbox(known, mostMessages: 40);
        inbox.Take(deliveries);
        return inbox;
    }

    /// <summary>An instance that waits for activity 0, timer 1 and child 2.</summary>
    private static LoadedInstance Running()
    {
        var instance = new LoadedInstance(State(OrchestrationStatus.Running));
        instance.Open.Apply(new TaskScheduledEvent(0, "Act", version: null, input: null));
        instance.Open.Apply(new TimerCreatedEvent(1, Now));
        instance.Open.Apply(new SubOrchestrationInstanceCreatedEvent(2));
        return instance;
    }

    private static InstanceState State(OrchestrationStatus status) => new()
    {
        InstanceId = "case-1",
        ExecutionId = "e1",
        Name = "Main",
        Status = status,
    };

    private static Delivery Message(string kind, string key)
    {
        HistoryEvent happened = kind switch
        {
            "TaskCompleted" => new TaskCompletedEvent(-1, 0, "1"),
            "TaskFailed" => new TaskFailedEvent(-1, 0, "boom", details: null),
            "TimerFired" => new TimerFiredEvent(-1, Now) { TimerId = 1 },
            "SubCompleted" => new SubOrchestrationInstanceCompletedEvent(-1, 2, "1"),
            "SubFailed" => new SubOrchestrationInstanceFailedEvent(-1, 2, "boom", details: null),
            _ => new EventRaisedEvent(-1, "1") { Name = "go" },
        };
        return Delivery.Of(new InboxMessage("case-1", key, happened));
    }

    private static Delivery Start(string key) => Delivery.Of(new InboxMessage(
        "case-1",
        key,
        new ExecutionStartedEvent(-1, "1")
        {
            Name = "Main",
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "case-1", ExecutionId = "e1" },
        }));
}
