namespace Daoban.Bicep.Tests.Rules;

/// <summary>Everything that lies in a region says to what it belongs.</summary>
internal static class Tagged
{
    public static Rule Rule { get; } = new("tagged", Violations,
    [
        Mutation.Of("Microsoft.Storage/storageAccounts", "tags", null),
        Mutation.Of("Microsoft.Web/sites", "tags.environment", "other"),
        Mutation.Of("Microsoft.Insights/scheduledQueryRules", "tags.application", null),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
        from resource in environment.All()
        where resource.At("location") is not null
            && (resource.Text("tags.application") != "daoban"
                || resource.Text("tags.environment") != environment.Choice("environmentName"))
        select resource.Label();
}
