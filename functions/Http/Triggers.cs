using Daoban.Workflows.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Http;

/// <summary>Tells middleware what kind of trigger a function has.</summary>
internal static class Triggers
{
    /// <summary>Whether an HTTP request runs the function.</summary>
    public static bool IsHttp(FunctionContext context) => Has(context, "httpTrigger");

    /// <summary>Whether the function is an activity, or runs by a queue message or a timer.</summary>
    public static bool IsActivityOrBackground(FunctionContext context) =>
        Has(context, "activityTrigger")
        || Has(context, "queueTrigger")
        || Has(context, "serviceBusTrigger")
        || Has(context, "timerTrigger");

    /// <summary>
    /// What set the function off, as OpenTelemetry's <c>faas.trigger</c> has it; null for an orchestrator.
    /// </summary>
    public static string? KindOf(FunctionContext context) =>
        IsHttp(context) ? "http"
        : Has(context, "timerTrigger") ? Tracing.TimerTrigger
        : Has(context, "queueTrigger") || Has(context, "serviceBusTrigger") ? "pubsub"
        : Has(context, "activityTrigger") ? "other"
        : null;

    private static bool Has(FunctionContext context, string type) => context.FunctionDefinition.InputBindings.Values
        .Any(binding => string.Equals(binding.Type, type, StringComparison.OrdinalIgnoreCase));
}
