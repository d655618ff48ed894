using System.Text.Json.Nodes;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>
/// A history as the status webhook shows it: upstream's keys in upstream's order; what was scheduled stands with its
/// completion, and the turns' own events are left out.
/// </summary>
internal static class HistoryJson
{
    public static JsonArray Of(IEnumerable<HistoryEvent> history, bool showInput, bool showOutput)
    {
        HistoryEvent[] events = [.. history];
        Dictionary<int, HistoryEvent> scheduled = [];
        foreach (HistoryEvent e in events)
        {
            if (e is TaskScheduledEvent or SubOrchestrationInstanceCreatedEvent)
            {
                // Only a history that was rewound has two of one number; the later one counts.
                scheduled[e.EventId] = e;
            }
        }

        HashSet<int> answered = [.. events.Select(TaskOf).OfType<int>()];
        IEnumerable<JsonNode> shown = events
            .Where(e => e is not OrchestratorStartedEvent and not OrchestratorCompletedEvent)
            .Where(e => !(scheduled.ContainsValue(e) && answered.Contains(e.EventId)))
            .Select(e => Show(e, TaskOf(e) is { } task ? scheduled.GetValueOrDefault(task) : null));
        return new JsonArray([.. shown]);

        JsonObject Show(HistoryEvent e, HistoryEvent? start)
        {
            var shown = new JsonObject { ["EventType"] = e.EventType.ToString() };
            Describe(e, shown, showOutput);
            shown["Timestamp"] = e.Timestamp;
            if (e is ExecutionStartedEvent started)
            {
                shown["FunctionName"] = started.Name;
            }

            if (start is not null)
            {
                shown["ScheduledTime"] = start.Timestamp;
                shown["FunctionName"] = NameOf(start);
                shown["Input"] = (start as TaskScheduledEvent)?.Input;
            }

            if (!showInput)
            {
                shown.Remove("Input");
            }

            return shown;
        }
    }

    private static void Describe(HistoryEvent e, JsonObject shown, bool showOutput)
    {
        switch (e)
        {
            case ExecutionStartedEvent started:
                shown["Input"] = started.Input;
                shown["Correlation"] = started.Correlation;
                shown["ParentTraceContext"] = started.TraceParent is { } parent
                    ? new JsonObject { ["TraceParent"] = parent, ["TraceState"] = null }
                    : null;
                shown["ScheduledStartTime"] = started.ScheduledStartTime;
                shown["Generation"] = started.Generation;
                shown["GenerateNewTrace"] = false;
                break;
            case ExecutionCompletedEvent completed:
                shown["OrchestrationStatus"] = completed.OrchestrationStatus.ToString();
                ShowResult(completed.Result);
                shown["FailureDetails"] = FailureJson(completed.FailureDetails);
                break;
            case TaskCompletedEvent completed:
                ShowResult(completed.Result);
                break;
            case SubOrchestrationInstanceCompletedEvent completed:
                ShowResult(completed.Result);
                break;
            case TaskFailedEvent failed:
                ShowFailure(failed.Reason, failed.Details, failed.FailureDetails);
                break;
            case SubOrchestrationInstanceFailedEvent failed:
                ShowFailure(failed.Reason, failed.Details, failed.FailureDetails);
                break;
            default:
                DescribeOpen(e, shown);
                break;
        }

        void ShowResult(string? result)
        {
            if (showOutput)
            {
                shown["Result"] = EmbeddedJson.Of(result);
            }
        }

        void ShowFailure(string? reason, string? details, FailureDetails? failure)
        {
            shown["Reason"] = reason;
            shown["Details"] = details;
            shown["FailureDetails"] = FailureJson(failure);
        }
    }

    /// <summary>Events that neither start nor end something.</summary>
    private static void DescribeOpen(HistoryEvent e, JsonObject shown)
    {
        (string Key, JsonNode? Value)[] properties = e switch
        {
            TaskScheduledEvent scheduled => [("Name", scheduled.Name), ("Input", scheduled.Input)],
            SubOrchestrationInstanceCreatedEvent created =>
                [("Name", created.Name), ("InstanceId", created.InstanceId), ("Input", created.Input)],
            TimerCreatedEvent timer => [("FireAt", timer.FireAt)],
            TimerFiredEvent timer => [("FireAt", timer.FireAt)],
            EventRaisedEvent raised => [("Name", raised.Name), ("Input", raised.Input)],
            EventSentEvent sent => [("InstanceId", sent.InstanceId), ("Name", sent.Name), ("Input", sent.Input)],
            ExecutionTerminatedEvent terminated => [("Input", terminated.Input)],
            ExecutionSuspendedEvent suspended => [("Reason", suspended.Reason)],
            ExecutionResumedEvent resumed => [("Reason", resumed.Reason)],
            GenericEvent generic => [("Data", generic.Data)],
            _ => [],
        };
        foreach ((string key, JsonNode? value) in properties)
        {
            shown[key] = value;
        }
    }

    private static JsonObject? FailureJson(FailureDetails? failure) => failure is null ? null : new JsonObject
    {
        ["ErrorType"] = failure.ErrorType,
        ["ErrorMessage"] = failure.ErrorMessage,
        ["StackTrace"] = failure.StackTrace,
        ["InnerFailure"] = FailureJson(failure.InnerFailure),
        ["IsNonRetriable"] = failure.IsNonRetriable,
        ["Properties"] = null,
    };

    private static int? TaskOf(HistoryEvent e) => e switch
    {
        TaskCompletedEvent completed => completed.TaskScheduledId,
        TaskFailedEvent failed => failed.TaskScheduledId,
        SubOrchestrationInstanceCompletedEvent completed => completed.TaskScheduledId,
        SubOrchestrationInstanceFailedEvent failed => failed.TaskScheduledId,
        _ => null,
    };

    private static string? NameOf(HistoryEvent e) =>
        e is TaskScheduledEvent task ? task.Name : ((SubOrchestrationInstanceCreatedEvent)e).Name;
}
