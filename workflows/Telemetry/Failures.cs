using System.Diagnostics.Metrics;

namespace Daoban.Workflows.Telemetry;

/// <summary>Counts what went wrong at the edges of functions.</summary>
public static class Failures
{
    private static readonly Counter<long> Count = Metering.Meter.CreateCounter<long>(
        "daoban.failures", "{failure}", "Invocations that ended in an error of the application or its environment.");

    /// <summary>Counts one.</summary>
    /// <param name="function">The function.</param>
    /// <param name="code">Problem code, or short name of the exception's type.</param>
    public static void Add(string function, string code) => Count.Add(
        1, new KeyValuePair<string, object?>("function", function), new KeyValuePair<string, object?>("code", code));
}
