using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>The workbook shows how the work stands, from the metrics that the application has.</summary>
internal static class Workbook
{
    private const string Type = "Microsoft.Insights/workbooks";

    private static readonly string[] Shown =
    [
        "daoban.cases", "daoban.waits.oldest", "daoban.decisions", "daoban.payments", "daoban.payment.exceptions",
        "daoban.storage.requests", "daoban.dead_letters", "percentile(DurationMs, 95)", "toint(ResultCode) >= 500",
    ];

    public static Rule Rule { get; } = new("workbook", Violations,
    [
        Mutation.Without(Type),
        Mutation.Of(Type, "properties.serializedData", "not a page"),
        Mutation.Of(Type, "properties.sourceId", null),
        .. Shown.Select(part => new Mutation($"without {part}", environment =>
        {
            JsonObject workbook = environment.First(Type);
            workbook.Put(
                "properties.serializedData",
                workbook.Text("properties.serializedData")!.Replace(part, "other", StringComparison.Ordinal));
        })),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        if (environment.Of(Type).SingleOrDefault() is not { } workbook
            || !workbook.Has("properties.sourceId", "Microsoft.OperationalInsights/workspaces"))
        {
            return ["there is no workbook over the workspace"];
        }

        string[] queries;
        try
        {
            queries =
            [
                .. JsonNode.Parse(workbook.Text("properties.serializedData")!).At("items")!.AsArray()
                    .Select(each => each.Text("content.query"))
                    .OfType<string>(),
            ];
        }
        catch (System.Text.Json.JsonException)
        {
            return ["the page cannot be read"];
        }

        return Shown
            .Where(part => !queries.Any(query => query.Contains(part, StringComparison.Ordinal)
                && (part[0] != 'd' || query.Contains($"\"{part}\"", StringComparison.Ordinal))))
            .Select(part => $"{part} is not shown");
    }
}
