using System.Diagnostics;

namespace Daoban.Workflows.Telemetry;

/// <summary>Spans of the application. Without an exporter nobody listens, and a span costs nothing.</summary>
public static class Tracing
{
    /// <summary>Name of <see cref="Source"/>.</summary>
    public const string SourceName = "Daoban";

    /// <summary>Attribute: id of the case that a span is about.</summary>
    public const string CaseId = "daoban.case_id";

    /// <summary>Starts the application's spans.</summary>
    public static ActivitySource Source { get; } = new(SourceName);
}
