namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// The host is told of the Durable Task Scheduler exactly where there is one, with the hub of host.json.
/// </summary>
internal static class TaskHub
{
    private const string Hub = "Microsoft.DurableTask/schedulers/taskHubs";
    private const string Provider = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__";
    private const string Connection = "DURABLE_TASK_SCHEDULER_CONNECTION_STRING";

    public static Rule Rule { get; } = new("task-hub", Violations,
    [
        Mutation.Without(Hub, on: "test"),
        Mutation.Of(Hub, "name", "dts/Other", on: "test"),
        Mutation.Setting(Connection, null, "test"),
        Mutation.Setting(Connection, "Endpoint=https://x;Authentication=None", "test"),
        Mutation.Setting($"{Provider}type", "mssql", "test"),
        Mutation.Setting($"{Provider}connectionStringName", null, "test"),
        Mutation.Setting($"{Provider}type", "azureManaged"),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        Dictionary<string, string> settings = environment.Settings();
        if (environment.Choice("durableBackend") != "DurableTaskScheduler")
        {
            return settings.Keys.Where(
                name => name == Connection || name.StartsWith(Provider, StringComparison.Ordinal));
        }

        string? connection = settings.GetValueOrDefault(Connection);
        return
        [
            .. Rule.If(
                environment.Of(Hub).All(each => each.Text("name")!.Split('/')[^1] != CodeFacts.TaskHubName),
                "there is no hub of the name in host.json"),
            .. Rule.If(settings.GetValueOrDefault($"{Provider}type") != "azureManaged", "the host does not use it"),
            .. Rule.If(
                settings.GetValueOrDefault($"{Provider}connectionStringName") != Connection,
                "the host does not know where it is"),
            .. Rule.If(
                connection?.Contains("Authentication=ManagedIdentity;ClientID=", StringComparison.Ordinal) != true,
                "the host does not sign in as the identity"),
        ];
    }
}
