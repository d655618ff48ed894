using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>Roles are of this list, each on the resource it is for and nothing wider, each with its reason.</summary>
internal static class DataRoles
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Definition = "/providers/Microsoft.Authorization/roleDefinitions/";

    // Data roles and the type they may be given on; source:
    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly Dictionary<string, (string Name, string Type)> Allowed = new(StringComparer.Ordinal)
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = ("Storage Blob Data Owner", Storage),
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = ("Storage Blob Data Contributor", Storage),
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = ("Storage Queue Data Contributor", Storage),
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = ("Storage Table Data Contributor", Storage),
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = ("Service Bus Data Sender", "Microsoft.ServiceBus/namespaces"),
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = ("Service Bus Data Receiver", "Microsoft.ServiceBus/namespaces"),
        ["12338af0-0e69-4776-bea7-57ae8d297424"] = ("Key Vault Crypto User", "Microsoft.KeyVault/vaults/keys"),
        ["e147488a-f6f5-4113-8e2d-b22465e65bf6"] =
            ("Key Vault Crypto Service Encryption User", "Microsoft.KeyVault/vaults/keys"),
        ["4633458b-17de-408a-b874-0445c86b69e6"] = ("Key Vault Secrets User", "Microsoft.KeyVault/vaults"),
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = ("Monitoring Metrics Publisher", "Microsoft.Insights/components"),
        ["0ad04412-c4d5-4796-b79c-f76d14c8d402"] =
            ("Durable Task Data Contributor", "Microsoft.DurableTask/schedulers/taskHubs"),
    };

    public static Rule Rule { get; } = new("data-roles", Violations,
    [
        Role("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"),
        Role("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
        Role("Storage Account Contributor", "17d1049b-9a84-46fb-8f53-869881c3d3ab"),
        Role("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483"),
        Mutation.Of(Assignment, "properties.description", null),
        Mutation.Of(Assignment, "properties.principalType", "User"),
        Mutation.Of(Assignment, "properties.principalId", "33333333-3333-3333-3333-333333333333"),
        new("a key's role on the whole vault", environment =>
        {
            JsonObject role = environment.First(Assignment, "/keys/signing/");
            role["id"] = role.Text("id")!.Replace("/keys/signing", "", StringComparison.Ordinal);
        }),
        new("a role on the resource group", environment =>
        {
            JsonObject role = environment.First(Assignment);
            role["id"] = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Authorization/roleAssignments/x";
        }),
    ]);

    private static Mutation Role(string name, string id) => new(
        $"role {name}",
        environment => environment.First(Assignment)
            .Put("properties.roleDefinitionId", $"/subscriptions/s{Definition}{id}"));

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
        from assignment in environment.Of(Assignment)
        from fault in Faults(assignment)
        select $"{assignment.Text("id")}: {fault}";

    private static IEnumerable<string> Faults(JsonObject assignment)
    {
        string role = assignment.Text("properties.roleDefinitionId")!.Split('/')[^1];
        if (!Allowed.TryGetValue(role, out (string Name, string Type) allowed))
        {
            yield return $"role {role} is not of the list";
        }
        else if (ScopeType(assignment.Text("id")!) is var type && type != allowed.Type)
        {
            yield return $"{allowed.Name} is given on {type}";
        }

        if (assignment.Text("properties.description") is not { Length: > 20 })
        {
            yield return "no reason";
        }

        if (assignment.Text("properties.principalType") != "ServicePrincipal"
            || !assignment.Has("properties.principalId", ".outputs.principalId"))
        {
            yield return "not given to the identity of the application";
        }
    }

    // …/vaults/kv/keys/signing/providers/Microsoft.Authorization/roleAssignments/… → Microsoft.KeyVault/vaults/keys
    private static string ScopeType(string id)
    {
        string scope = id[..id.LastIndexOf("/providers/Microsoft.Authorization/", StringComparison.Ordinal)];
        int provider = scope.LastIndexOf("/providers/", StringComparison.Ordinal);
        if (provider < 0)
        {
            return "a resource group";
        }

        string[] parts = scope[(provider + "/providers/".Length)..].Split('/');
        return string.Join('/', parts.Where((_, index) => index == 0 || index % 2 == 1));
    }
}
