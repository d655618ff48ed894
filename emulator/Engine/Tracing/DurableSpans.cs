using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Tracing;

/// <summary>
/// Spans of orchestrations and activities: upstream's distributed tracing V2 (DurableTask.Core/Tracing, and Tracing of
/// durabletask-dotnet for the client), with its sources, names, kinds and attributes.
/// </summary>
internal static class DurableSpans
{
    private static readonly ActivitySource Host = new("DurableTask.Core");
    private static readonly ActivitySource Client = new("Microsoft.DurableTask");

    /// <summary>Whether anybody wants the host's spans.</summary>
    public static bool HasListeners => Host.HasListeners();

    /// <summary>A client starts an orchestration. The span's id is what the instance keeps as its parent.</summary>
    public static Activity? Create(InstanceState instance)
    {
        Activity? span = Client.StartActivity(
            NameOf("create_orchestration", instance.Name, instance.Version), ActivityKind.Producer);
        return span?
            .SetTag(Attributes.Type, "orchestration")
            .SetTag(Attributes.Name, instance.Name)
            .SetTag(Attributes.InstanceId, instance.InstanceId)
            .SetTag(Attributes.ExecutionId, instance.ExecutionId)
            .SetTag(Attributes.Version, instance.Version.Length == 0 ? null : instance.Version);
    }

    /// <summary>A client raises an event.</summary>
    public static Activity? Raise(string eventName, string instanceId) =>
        Client.StartActivity($"orchestration_event:{eventName}", ActivityKind.Producer)?
            .SetTag(Attributes.Type, "event")
            .SetTag(Attributes.Name, eventName)
            .SetTag(Attributes.TargetInstanceId, instanceId);

    /// <summary>An activity runs.</summary>
    public static Activity? RunActivity(TaskScheduledEvent scheduled, string instanceId)
    {
        // What the pool's thread happened to run in is not its parent.
        Activity.Current = null;
        return ActivityContext.TryParse(scheduled.TraceParent, null, out ActivityContext parent)
            ? Host.StartActivity(
                NameOf("activity", scheduled.Name, scheduled.Version), ActivityKind.Server, parent)?
                .SetTag(Attributes.Type, "activity")
                .SetTag(Attributes.Name, scheduled.Name)
                .SetTag(Attributes.InstanceId, instanceId)
                .SetTag(Attributes.TaskId, scheduled.EventId)
                .SetTag(Attributes.Version, string.IsNullOrEmpty(scheduled.Version) ? null : scheduled.Version)
            : null;
    }

    /// <summary>
    /// A span that is over already, under an id that was given away before: the parent of what it waited for.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="parent">Its parent.</param>
    /// <param name="id">Its id; null for a new one.</param>
    /// <param name="start">When it began.</param>
    public static Activity? Past(
        string name, ActivityKind kind, ActivityContext parent, ActivitySpanId? id, DateTimeOffset start)
    {
        Activity? span = Host.StartActivity(name, kind, parent, startTime: start);
        if (span is not null && id is { } given)
        {
            // Upstream does the same by reflection: the API has no other way.
            SpanIdOf(span) = given.ToHexString();
            IdOf(span) = null;
        }

        return span;
    }

    /// <summary>
    /// The span of an execution. Nothing more is stored for it: its id follows from the execution's, which is random,
    /// so that every process that works on it knows it.
    /// </summary>
    /// <param name="parent">The span that started the execution.</param>
    /// <param name="executionId">The execution.</param>
    public static ActivityContext OfExecution(ActivityContext parent, string executionId) => new(
        parent.TraceId,
        ActivitySpanId.CreateFromString(
            executionId.Replace("-", "", StringComparison.Ordinal).AsSpan(0, 16)),
        parent.TraceFlags);

    /// <summary>A new id, in the trace of an instance, for what it schedules; null when it is not traced.</summary>
    public static string? NewChild(InstanceState instance) =>
        HasListeners && ActivityContext.TryParse(instance.TraceParent, null, out ActivityContext parent)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"00-{parent.TraceId}-{ActivitySpanId.CreateRandom()}-{(int)parent.TraceFlags:x2}")
            : null;

    /// <summary>Upstream's span names.</summary>
    public static string NameOf(string what, string? name, string? version) =>
        string.IsNullOrEmpty(version) ? $"{what}:{name}" : $"{what}:{name}@({version})";

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanIdOf(Activity activity);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    private static extern ref string? IdOf(Activity activity);
}
