using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Daoban.Functions.Telemetry;

/// <summary>Writes log records with the span they were written in.</summary>
internal sealed class LogFileExporter(JsonLinesFile file) : BaseExporter<LogRecord>
{
    /// <inheritdoc />
    public override ExportResult Export(in Batch<LogRecord> batch)
    {
        foreach (LogRecord record in batch)
        {
            file.Add(record, Write);
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

    private static void Write(Utf8JsonWriter json, LogRecord record)
    {
        json.WriteInstant("time", record.Timestamp);
        json.WriteString("level", record.LogLevel.ToString());
        json.WriteString("category", record.CategoryName);
        json.WriteNumber("event", record.EventId.Id);
        json.WriteString("message", record.FormattedMessage ?? record.Body);
        if (record.TraceId != default)
        {
            json.WriteString("traceId", record.TraceId.ToHexString());
            json.WriteString("spanId", record.SpanId.ToHexString());
        }

        if (record.Exception is { } exception)
        {
            json.WriteString("exception", exception.ToString());
        }

        json.WriteAttributes("attributes", record.Attributes ?? []);
    }
}
