namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// What is once in the container of anchors stays as it is: in production for as long as cases are kept.
/// </summary>
internal static class AnchorsImmutable
{
    private const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers";
    private const string Policy = $"{Container}/immutabilityPolicies";

    /// <summary>Ten years.</summary>
    private const int KeptDays = 3653;

    public static Rule Rule { get; } = new("anchors-immutable", Violations,
    [
        Mutation.Without(Policy),
        Mutation.Without(Container, "/anchors"),
        Mutation.Of(Policy, "properties.immutabilityPeriodSinceCreationInDays", 30),
        Mutation.Of(Policy, "properties.immutabilityPeriodSinceCreationInDays", 0, on: "dev"),
        Mutation.Of(Policy, "properties.allowProtectedAppendWrites", true),
        Mutation.Of(Policy, "properties.allowProtectedAppendWrites", null),
        Mutation.Of(Policy, "properties.allowProtectedAppendWritesAll", true),
        Mutation.Of(Policy, "name", "daobanhost/default/anchors/default"),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        string[] containers =
        [
            .. environment.Of(Container).Select(each => each.Text("name")!)
                .Where(name => name.StartsWith("daobandata", StringComparison.Ordinal)
                    && name.EndsWith("/default/anchors", StringComparison.Ordinal)),
        ];
        if (containers.Length != 1)
        {
            yield return "there is no container for anchors";
        }

        foreach (string container in containers)
        {
            int least = environment.IsProduction ? KeptDays : 1;
            if (!environment.Of(Policy).Any(each => each.Text("name") == $"{container}/default"
                && each.Number("properties.immutabilityPeriodSinceCreationInDays") >= least
                && each.IsNot("properties.allowProtectedAppendWrites")
                && each.IsNot("properties.allowProtectedAppendWritesAll")))
            {
                yield return $"{container} can be changed";
            }
        }
    }
}
