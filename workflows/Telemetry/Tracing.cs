using System.Diagnostics;

namespace Daoban.Workflows.Telemetry;

/// <summary>
/// Spans of the application and what ties them together. Without an exporter nobody listens, and all of this does
/// nothing. docs/telemetry.md says what spans hold: ids, codes and times.
/// </summary>
public static class Tracing
{
    /// <summary>Name of <see cref="Source"/>.</summary>
    public const string SourceName = "Daoban";

    /// <summary>Attribute: id of the case that a span is about.</summary>
    public const string CaseId = "daoban.case_id";

    /// <summary>Attribute, of OpenTelemetry's conventions: what set a function off.</summary>
    public const string Trigger = "faas.trigger";

    /// <summary>Value of <see cref="Trigger"/>: a timer, which may be about any number of cases.</summary>
    public const string TimerTrigger = "timer";

    private const string SeveralCases = "daoban.several_cases";

    // A span that answers many things names the first of them.
    private const int MostLinks = 32;

    /// <summary>Starts the application's spans.</summary>
    public static ActivitySource Source { get; } = new(SourceName);

    /// <summary>
    /// W3C context of the current span, to be kept for who answers later; null when nothing is recorded.
    /// </summary>
    public static string? Current => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } span
        ? span.Id
        : null;

    // Others' spans, such as those of the platform, are not ours to describe.
    private static Activity? Own =>
        Activity.Current is { IsAllDataRequested: true } span && span.Source.Name == SourceName ? span : null;

    /// <summary>
    /// The current span is about this case. One that turns out to be about several is about none in particular.
    /// </summary>
    /// <param name="caseId">The case.</param>
    /// <param name="intake">W3C context in which the case was taken in; null when it is not known.</param>
    public static void About(string caseId, string? intake)
    {
        if (Own is not { } span
            || span.GetTagItem(Trigger) is TimerTrigger
            || span.GetCustomProperty(SeveralCases) is not null)
        {
            return;
        }

        if (span.GetTagItem(CaseId) is string other && other != caseId)
        {
            span.SetTag(CaseId, null);
            span.SetCustomProperty(SeveralCases, SeveralCases);
            return;
        }

        span.SetTag(CaseId, caseId);
        LinkTo(intake);
    }

    /// <summary>Notes on the current span what was committed in it.</summary>
    /// <param name="action">One of the ledger's actions.</param>
    public static void Happened(string action) => Own?.AddEvent(new ActivityEvent(action));

    /// <summary>
    /// Links the current span to what it answers or follows. Within one trace parents tell that already.
    /// </summary>
    /// <param name="traceParent">Its W3C context; null or malformed for none.</param>
    public static void LinkTo(string? traceParent)
    {
        if (Own is { } span
            && ActivityContext.TryParse(traceParent, null, isRemote: true, out ActivityContext context)
            && context.TraceId != span.TraceId
            && span.Links.Count() < MostLinks
            && !span.Links.Any(link => link.Context.SpanId == context.SpanId))
        {
            span.AddLink(new ActivityLink(context));
        }
    }

    /// <summary>
    /// A span for what another span wanted and did not live to do, in the trace of that one, linked to who does it now.
    /// </summary>
    /// <param name="name">Name of the span; no ids.</param>
    /// <param name="traceParent">W3C context of who wanted it; null when that was not traced.</param>
    /// <param name="caseId">The case.</param>
    /// <returns>Null when the current span itself wanted it, or nothing is recorded.</returns>
    public static Activity? Resume(string name, string? traceParent, string caseId)
    {
        Activity? current = Activity.Current;
        if (!Source.HasListeners()
            || !ActivityContext.TryParse(traceParent, null, isRemote: true, out ActivityContext wanted)
            || (current is not null && current.SpanId == wanted.SpanId))
        {
            return null;
        }

        return Source.StartActivity(
            ActivityKind.Internal,
            wanted,
            [new(CaseId, caseId)],
            current is { Recorded: true } ? [new ActivityLink(current.Context)] : null,
            name: name);
    }
}
