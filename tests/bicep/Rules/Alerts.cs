using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>Every condition that somebody must be told of has an alert, and every alert has a runbook.</summary>
internal static class Alerts
{
    private const string Log = "Microsoft.Insights/scheduledQueryRules";
    private const string Metric = "Microsoft.Insights/metricAlerts";

    // What the query of the alert must ask, at least.
    private static readonly Dictionary<string, string[]> Conditions = new(StringComparer.Ordinal)
    {
        ["dead-letters"] = ["AppMetrics", "\"daoban.dead_letters\"", "Value > 0"],
        ["wait-overdue"] = ["AppMetrics", "\"daoban.waits.overdue\"", "Value > 0"],
        ["outbox-stuck"] = ["AppMetrics", "\"daoban.waits.oldest\"", "\"outbox\""],
        ["bank-file-missing"] = ["AppMetrics", "\"daoban.bank.statements.missing\"", "Value > 0"],
        ["worklist-drift"] = ["AppMetrics", "\"daoban.worklist.drift\"", "Value > 0"],
        ["error-rate"] = ["AppRequests", "toint(ResultCode) >= 500", "Failed / Requests"],
        ["latency"] = ["AppRequests", "percentile(DurationMs, 95)"],
        ["anchors-not-made"] = ["AppTraces", "\"7103\""],
        ["silent"] = ["AppMetrics", "startswith \"daoban.\"", "== 0"],
    };

    public static Rule Rule { get; } = new("alerts", Violations,
    [
        .. Conditions.Keys.Select(id => Mutation.Without(Log, $"-{id}")),
        Mutation.Without(Metric),
        Mutation.Of(Log, "properties.enabled", false, "-latency"),
        Mutation.Of(Log, "properties.description", "It is slow.", "-latency"),
        new("another metric", environment => Query(environment, "dead-letters").Put(
            "query", "AppMetrics | where Name == \"daoban.deadletters\" | where Value > 0")),
        new("a threshold that is never reached", environment => Query(environment, "silent").Put("threshold", 1000)),
        new("an alert without a runbook", environment =>
        {
            JsonObject copy = environment.First(Log).DeepClone().AsObject();
            copy["name"] = "daoban-prod-unheard-of";
            environment.Resources.Add(copy);
        }),
        new("nobody is told", environment =>
        {
            environment.Parameters["actionGroupIds"] = JsonNode.Parse("{\"value\":[\"/subscriptions/s/x\"]}");
        }),
    ]);

    private static JsonNode Query(CompiledEnvironment environment, string id) =>
        environment.First(Log, $"-{id}").At("properties.criteria.allOf")![0]!;

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        string start = $"daoban-{environment.Choice("environmentName")}-";
        Dictionary<string, JsonObject> alerts = environment.Of(Log).Concat(environment.Of(Metric))
            .ToDictionary(each => each.Text("name")![start.Length..], StringComparer.Ordinal);
        bool hasBus = environment.Of("Microsoft.ServiceBus/namespaces").Any();
        return
        [
            .. Conditions.Keys.Except(alerts.Keys).Select(id => $"{id} is missing"),
            .. Rule.If(
                hasBus != alerts.ContainsKey("dead-letters-in-service-bus"),
                "dead letters of Service Bus: an alert and a namespace, or neither"),
            .. from alert in alerts
               from fault in Faults(environment, alert.Key, alert.Value)
               select $"{alert.Key}: {fault}",
            .. CodeFacts.Runbooks.Except(alerts.Keys)
                .Where(id => hasBus || id != "dead-letters-in-service-bus")
                .Select(id => $"the runbook {id} has no alert"),
        ];
    }

    private static IEnumerable<string> Faults(CompiledEnvironment environment, string id, JsonObject alert)
    {
        if (!CodeFacts.Runbooks.Contains(id))
        {
            yield return "no heading in docs/operations.md";
        }

        if (!alert.Text("properties.description")!.EndsWith($"docs/operations.md#{id}", StringComparison.Ordinal))
        {
            yield return "does not say where its runbook is";
        }

        if (!alert.Is("properties.enabled") || alert.Number("properties.severity") is not (1 or 2))
        {
            yield return "is off, or not important enough to be one";
        }

        JsonNode? condition = alert.At("properties.criteria.allOf")?[0];
        if (condition.Text("operator") != "GreaterThan" || condition.Number("threshold") != 0)
        {
            yield return "does not fire at the first sign";
        }

        if (Conditions.TryGetValue(id, out string[]? parts)
            && !parts.All(part => condition.Has("query", part)))
        {
            yield return $"does not ask {string.Join(", ", parts)}";
        }

        int groups = (environment.Parameter("actionGroupIds") as JsonArray)?.Count ?? 0;
        if (alert.At("properties.actions").Texts().Count(each => each.Text.StartsWith('/')) != groups)
        {
            yield return "does not tell whom it should";
        }
    }
}
