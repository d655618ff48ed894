using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>Upstream's span around each invocation: the worker's source, name and attributes (schema 1.37.0).</summary>
internal static class InvocationSpans
{
    public const string SourceName = "Microsoft.Azure.Functions.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>
    /// Starts the invocation's activity, exported or not: what runs in it finds its trace id either way.
    /// </summary>
    /// <param name="definition">The function.</param>
    /// <param name="traceParent">The caller's; what is no trace context starts a trace of its own.</param>
    public static Activity Start(FunctionDefinition definition, string? traceParent)
    {
        bool hasParent = ActivityContext.TryParse(traceParent, null, out ActivityContext parent);
        if (!hasParent)
        {
            // A listener's own activity must not become the parent of what a message or a clock began.
            Activity.Current = null;
        }

        string name = $"function {definition.Name}";
        if (Source.StartActivity(name, ActivityKind.Internal, parent) is { } span)
        {
            return span.SetTag("faas.name", definition.Name);
        }

        var activity = new Activity(name).SetIdFormat(ActivityIdFormat.W3C);
        if (hasParent)
        {
            activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        }

        return activity.Start();
    }
}
