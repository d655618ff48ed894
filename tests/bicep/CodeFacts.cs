using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daoban.TestKit;

namespace Daoban.Bicep.Tests;

/// <summary>What infrastructure and code must agree on, read from the code.</summary>
internal static partial class CodeFacts
{
    private static readonly string[] Functions =
    [
        .. Directory.EnumerateFiles(Repository.PathTo("functions"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText),
    ];

    /// <summary>Names of the functions that storage queues trigger.</summary>
    public static IReadOnlyList<string> StorageQueueTriggers { get; } = TriggeredBy("QueueTrigger");

    /// <summary>Names of the functions that Service Bus triggers.</summary>
    public static IReadOnlyList<string> ServiceBusTriggers { get; } = TriggeredBy("ServiceBusTrigger");

    /// <summary>Names of both.</summary>
    public static IReadOnlyList<string> QueueTriggers { get; } = [.. StorageQueueTriggers, .. ServiceBusTriggers];

    /// <summary>The queues: those of the list in workflows/Messages, or without one those of the triggers.</summary>
    public static IReadOnlyList<QueueFacts> Queues { get; } = ReadQueues();

    /// <summary>Names of the metrics.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [
        .. ((string[])["functions", "workflows"])
            .SelectMany(folder => Directory.EnumerateFiles(
                Repository.PathTo(folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(path => MetricName().Matches(File.ReadAllText(path)))
            .Select(each => each.Groups["name"].Value)
            .Distinct(),
    ];

    /// <summary>Name of the task hub in host.json.</summary>
    public static string TaskHubName { get; } = JsonNode.Parse(File.ReadAllText(Repository.PathTo("host.json")))
        .Text("extensions.durableTask.hubName")!;

    /// <summary>Headings of the runbook: the ids of the alerts.</summary>
    public static IReadOnlyList<string> Runbooks { get; } = ReadRunbooks();

    private static string[] ReadRunbooks()
    {
        string operations = File.ReadAllText(Repository.PathTo("docs", "operations.md"));
        int start = operations.IndexOf("\n## Alerts\n", StringComparison.Ordinal);
        int end = start < 0 ? -1 : operations.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        string section = start < 0 ? "" : operations[start..(end < 0 ? operations.Length : end)];
        return [.. Heading().Matches(section).Select(each => each.Groups["id"].Value)];
    }

    private static QueueFacts[] ReadQueues()
    {
        object? all = typeof(Workflows.Problems.ProblemCodes).Assembly
            .GetType("Daoban.Workflows.Messages.MessageQueues")
            ?.GetProperty("All")!.GetValue(null);
        return all is System.Collections.IEnumerable definitions
            ? [.. definitions.Cast<object>().Select(ReadQueue)]
            :
            [
                .. Functions.SelectMany(text => QueueName().Matches(text))
                    .Select(each => new QueueFacts(each.Groups["name"].Value, TimeSpan.FromDays(7), 5)),
            ];
    }

    private static QueueFacts ReadQueue(object definition)
    {
        return new QueueFacts((string)Value("Name"), (TimeSpan)Value("TimeToLive"), (int)Value("DeliveryLimit"));

        object Value(string name) => definition.GetType().GetProperty(name)!.GetValue(definition)!;
    }

    private static string[] TriggeredBy(string trigger) =>
    [
        .. Functions.Where(text => text.Contains($"[{trigger}(", StringComparison.Ordinal))
            .Select(text => FunctionName().Match(text).Groups["name"].Value),
    ];

    [GeneratedRegex(@"\[Function\((?:nameof\()?""?(?<name>\w+)")]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"\[QueueTrigger\(""(?<name>[a-z-]+)""")]
    private static partial Regex QueueName();

    [GeneratedRegex(@"""(?<name>daoban(?:\.[a-z_]+)+)""")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^### (?<id>[a-z-]+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
