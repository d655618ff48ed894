using System.Diagnostics;
using System.Text.Json;
using OpenTelemetry;

namespace Daoban.Functions.Telemetry;

/// <summary>Writes spans: W3C ids, kind, start and end, attributes, links, status.</summary>
internal sealed class SpanFileExporter(JsonLinesFile file) : BaseExporter<Activity>
{
    /// <inheritdoc />
    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (Activity span in batch)
        {
            file.Add(span, Write);
        }

        file.Flush();
        return ExportResult.Success;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }

    private static void Write(Utf8JsonWriter json, Activity span)
    {
        json.WriteString("traceId", span.TraceId.ToHexString());
        json.WriteString("spanId", span.SpanId.ToHexString());
        if (span.ParentSpanId != default)
        {
            json.WriteString("parentSpanId", span.ParentSpanId.ToHexString());
        }

        json.WriteString("source", span.Source.Name);
        json.WriteString("name", span.DisplayName);
        json.WriteString("kind", span.Kind.ToString());
        json.WriteInstant("start", span.StartTimeUtc);
        json.WriteInstant("end", span.StartTimeUtc + span.Duration);
        if (span.Status is not ActivityStatusCode.Unset)
        {
            json.WriteString("status", span.Status.ToString());
        }

        if (span.StatusDescription is { } description)
        {
            json.WriteString("statusDescription", description);
        }

        json.WriteAttributes("attributes", span.TagObjects);
        WriteEvents(json, span);
        WriteLinks(json, span);
    }

    private static void WriteEvents(Utf8JsonWriter json, Activity span)
    {
        if (!span.Events.Any())
        {
            return;
        }

        json.WriteStartArray("events");
        foreach (ActivityEvent happened in span.Events)
        {
            json.WriteStartObject();
            json.WriteString("name", happened.Name);
            json.WriteInstant("time", happened.Timestamp.UtcDateTime);
            json.WriteAttributes("attributes", happened.Tags);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLinks(Utf8JsonWriter json, Activity span)
    {
        if (!span.Links.Any())
        {
            return;
        }

        json.WriteStartArray("links");
        foreach (ActivityLink link in span.Links)
        {
            json.WriteStartObject();
            json.WriteString("traceId", link.Context.TraceId.ToHexString());
            json.WriteString("spanId", link.Context.SpanId.ToHexString());
            json.WriteAttributes("attributes", link.Tags ?? []);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
