using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// prod-china uses only what China is offered (docs/azure.md names the sources); the others have a budget.
/// </summary>
internal static class ChinaOffers
{
    private const string Storage = "Microsoft.Storage/storageAccounts";

    public static Rule Rule { get; } = new("china-offers", Violations,
    [
        Mutation.Of("Microsoft.Web/serverfarms", "sku.name", "FC1", on: "prod-china"),
        Mutation.Of("Microsoft.Web/serverfarms", "properties.maximumElasticWorkerCount", 100, on: "prod-china"),
        Mutation.Of(Storage, "sku.name", "Standard_ZRS", on: "prod-china"),
        Mutation.Of(Storage, "sku.name", "Standard_LRS", "daobandata", "prod-china"),
        new(
            "the Durable Task Scheduler in China",
            environment => environment.Resources.Add(new JsonObject { ["type"] = "Microsoft.DurableTask/schedulers" }),
            "prod-china"),
        new(
            "a budget in China",
            environment => environment.Resources.Add(new JsonObject { ["type"] = "Microsoft.Consumption/budgets" }),
            "prod-china"),
        Mutation.Without("Microsoft.Consumption/budgets"),
        Mutation.Of("Microsoft.Consumption/budgets", "properties.amount", 0),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        if (environment.Name != "prod-china")
        {
            return Rule.If(
                !environment.Of("Microsoft.Consumption/budgets").Any(each => each.Number("properties.amount") > 0),
                "no budget");
        }

        JsonObject plan = environment.First("Microsoft.Web/serverfarms");
        return
        [
            .. Rule.If(plan.Text("sku.name") == "FC1", "Flex Consumption is not offered"),
            .. Rule.If(plan.Number("properties.maximumElasticWorkerCount") is > 20, "more instances than offered"),
            .. environment.Of(Storage).Where(each => each.Text("sku.name") != "Standard_GRS")
                .Select(each => $"{each.Label()}: no zones there, but a pair of regions"),
            .. Rule.If(environment.Of("Microsoft.DurableTask/schedulers").Any(), "the scheduler is not offered"),
            .. Rule.If(environment.Of("Microsoft.Consumption/budgets").Any(), "budgets are not known to be offered"),
        ];
    }
}
