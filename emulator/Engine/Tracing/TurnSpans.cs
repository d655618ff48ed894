using System.Diagnostics;
using System.Globalization;
using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Tracing;

/// <summary>
/// The spans that a turn brings to an end: of what the orchestrator waited for, and its own when it completes. Emitted
/// after the commit, so that a turn that is made again leaves one of each.
/// </summary>
internal sealed class TurnSpans
{
    private readonly InstanceState state;
    private readonly DateTimeOffset now;
    private readonly ActivityContext parent;
    private readonly ActivityContext execution;

    private TurnSpans(InstanceState state, string executionId, ActivityContext parent, DateTimeOffset now)
    {
        this.state = state;
        this.now = now;
        this.parent = parent;
        execution = DurableSpans.OfExecution(parent, executionId);
    }

    /// <summary>Emits them.</summary>
    /// <param name="inbox">What the turn received.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="options">Whether there is tracing, and the clock.</param>
    public static void Emit(TurnInbox inbox, TurnOutcome outcome, DurableEngineOptions options)
    {
        if (options.TracesOrchestrations
            && DurableSpans.HasListeners
            && outcome.SenderExecutionId.Length > 0
            && ActivityContext.TryParse(outcome.After.TraceParent, null, out ActivityContext parent))
        {
            var spans = new TurnSpans(outcome.After, outcome.SenderExecutionId, parent, options.Clock.GetUtcNow());
            spans.EmitReceived(inbox);
            spans.EmitSent(outcome);
            spans.EmitEnd(inbox, outcome);
        }
    }

    private void EmitReceived(TurnInbox inbox)
    {
        foreach ((HistoryEvent begun, HistoryEvent answer) in inbox.Answers)
        {
            switch (begun)
            {
                case TaskScheduledEvent task:
                    EmitWait(begun, answer, DurableSpans.NameOf("activity", task.Name, task.Version), span => span
                        .SetTag(Attributes.Type, "activity")
                        .SetTag(Attributes.Name, task.Name)
                        .SetTag(Attributes.TaskId, task.EventId));
                    break;
                case SubOrchestrationInstanceCreatedEvent child:
                    string name = DurableSpans.NameOf("orchestration", child.Name, child.Version);
                    EmitWait(begun, answer, name, span => span
                        .SetTag(Attributes.Type, "orchestration")
                        .SetTag(Attributes.Name, child.Name));
                    break;
            }
        }

        foreach (TimerFiredEvent fired in inbox.Received.OfType<TimerFiredEvent>())
        {
            using Activity? span = DurableSpans.Past(
                $"orchestration:{state.Name}:timer", ActivityKind.Internal, execution, id: null, fired.Timestamp);
            span?.SetTag(Attributes.Type, "timer")
                .SetTag(Attributes.Name, state.Name)
                .SetTag(Attributes.InstanceId, state.InstanceId)
                .SetTag(Attributes.FireAt, fired.FireAt.ToString("o", CultureInfo.InvariantCulture))
                .SetTag(Attributes.TaskId, fired.TimerId)
                .SetEndTime(now.UtcDateTime);
        }
    }

    private void EmitWait(HistoryEvent begun, HistoryEvent answer, string name, Action<Activity> describe)
    {
        if (!ActivityContext.TryParse(begun.TraceParent, null, out ActivityContext given))
        {
            return;
        }

        using Activity? span = DurableSpans.Past(
            name, ActivityKind.Client, execution, given.SpanId, begun.Timestamp);
        if (span is null)
        {
            return;
        }

        describe(span);
        span.SetTag(Attributes.InstanceId, state.InstanceId);
        string? failure = answer switch
        {
            TaskFailedEvent failed => failed.Reason ?? "Unspecified task activity failure",
            SubOrchestrationInstanceFailedEvent failed => failed.Reason ?? "Unspecified sub-orchestration failure",
            _ => null,
        };
        if (failure is not null)
        {
            span.SetStatus(ActivityStatusCode.Error, failure);
        }

        span.SetEndTime(now.UtcDateTime);
    }

    private void EmitSent(TurnOutcome outcome)
    {
        foreach (Send send in outcome.Sends)
        {
            if (send.Event is EventRaisedEvent raised)
            {
                using Activity? span = DurableSpans.Past(
                    $"orchestration_event:{raised.Name}", ActivityKind.Producer, execution, id: null, now);
                span?.SetTag(Attributes.Type, "event")
                    .SetTag(Attributes.Name, raised.Name)
                    .SetTag(Attributes.InstanceId, state.InstanceId)
                    .SetTag(Attributes.TargetInstanceId, send.Target)
                    .SetEndTime(now.UtcDateTime);
            }
        }
    }

    private void EmitEnd(TurnInbox inbox, TurnOutcome outcome)
    {
        InstanceState before = inbox.Instance!.State;
        OrchestrationStatus? status = outcome.ReplacesHistory
            ? OrchestrationStatus.ContinuedAsNew
            : state.IsTerminal ? state.Status : null;
        if (status is not { } end)
        {
            return;
        }

        using Activity? span = DurableSpans.Past(
            DurableSpans.NameOf("orchestration", state.Name, before.Version),
            ActivityKind.Server,
            parent,
            execution.SpanId,
            before.ScheduledAt ?? before.CreatedAt);
        span?.SetTag(Attributes.Type, "orchestration")
            .SetTag(Attributes.Name, state.Name)
            .SetTag(Attributes.InstanceId, state.InstanceId)
            .SetTag(Attributes.Version, before.Version.Length == 0 ? null : before.Version)
            .SetTag(Attributes.Status, end.ToString())
            .SetStatus(
                end is OrchestrationStatus.Failed or OrchestrationStatus.Terminated
                    ? ActivityStatusCode.Error
                    : ActivityStatusCode.Ok,
                end is OrchestrationStatus.Failed
                    ? state.Failure?.ErrorMessage
                    : end is OrchestrationStatus.Terminated ? end.ToString() : null)
            .SetEndTime(now.UtcDateTime);
    }
}
