using System.Text.Json;
using Daoban.Workflows.Ledger;
using DurableTask.Core.History;

namespace Daoban.Workflows.Audit;

/// <summary>One event of a history with what it answers, ready to be compared with the ledger.</summary>
internal sealed class TimelineEvent
{
    private TimelineEvent(string instanceId, int index, CanonicalEvent recorded, CanonicalEvent? asked)
    {
        InstanceId = instanceId;
        Index = index;
        Recorded = recorded;
        Asked = asked;
    }

    /// <summary>The instance whose history it is of.</summary>
    public string InstanceId { get; }

    /// <summary>Its place in the history, from 0.</summary>
    public int Index { get; }

    /// <summary>What was recorded.</summary>
    public CanonicalEvent Recorded { get; }

    /// <summary>The scheduling that a result answers.</summary>
    public CanonicalEvent? Asked { get; }

    /// <summary>Orchestrator, activity or event, also of what a result answers.</summary>
    public string? Name => Recorded.Name ?? Asked?.Name;

    /// <summary>Which moment it is; null for events that no rule names.</summary>
    public HistoryMoment? Moment => Recorded.Type switch
    {
        nameof(EventType.ExecutionStarted) => HistoryMoment.Started,
        nameof(EventType.TaskScheduled) => HistoryMoment.Scheduled,
        nameof(EventType.TaskCompleted) => HistoryMoment.Completed,
        nameof(EventType.EventRaised) => HistoryMoment.Raised,
        nameof(EventType.ExecutionTerminated)
            or nameof(EventType.ExecutionSuspended)
            or nameof(EventType.ExecutionResumed) => HistoryMoment.Interfered,
        _ => null,
    };

    /// <summary>The events of a history, in the engine's order.</summary>
    public static IReadOnlyList<TimelineEvent> Of(string instanceId, IEnumerable<HistoryEvent> history)
    {
        List<TimelineEvent> events = [];
        Dictionary<int, CanonicalEvent> asked = [];
        foreach (CanonicalEvent recorded in history.Select(CanonicalEvent.Of))
        {
            events.Add(new TimelineEvent(
                instanceId,
                events.Count,
                recorded,
                recorded.AnswersId is { } id ? asked.GetValueOrDefault(id) : null));
            if (recorded.EventId >= 0)
            {
                asked[recorded.EventId] = recorded;
            }
        }

        return events;
    }

    /// <summary>Whether a rule speaks of this event.</summary>
    public bool Fits(TimelineRule rule) => Moment == rule.Moment && Name == rule.Name && rule.Result switch
    {
        ExpectedResult.True => Recorded.Payload == "true",
        ExpectedResult.Some => HasResult,
        ExpectedResult.None => !HasResult,
        _ => true,
    };

    /// <summary>What the event names at a rule's path; null when it names nothing there.</summary>
    public string? At(string path)
    {
        string[] steps = path.Split('.');
        return steps[0] == "instance" ? InstanceId : Find(Recorded.Payload, steps.AsSpan(1));
    }

    private bool HasResult => Recorded.Payload is not (null or "" or "null");

    // Payloads are what clients and activities sent: anything may stand there.
    private static string? Find(string? payload, ReadOnlySpan<string> steps)
    {
        if (payload is null)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            JsonElement found = document.RootElement;
            foreach (string step in steps)
            {
                if (found.ValueKind is not JsonValueKind.Object)
                {
                    return null;
                }

                found = found.EnumerateObject()
                    .FirstOrDefault(member => string.Equals(member.Name, step, StringComparison.OrdinalIgnoreCase))
                    .Value;
            }

            return found.ValueKind is JsonValueKind.String ? found.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
