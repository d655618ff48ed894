using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.Run.Launch;

namespace Daoban.Bench.Load;

/// <summary>
/// Everything that a run needs as processes of their own: Azurite, issuer, bank, time stamps, application. Azurite runs
/// as its three programs, tables and queues in memory: as one program it would save all of its rows every five seconds,
/// more and more of them, and keep everybody waiting meanwhile.
/// </summary>
internal sealed class LoadStack : IAsyncDisposable
{
    private readonly List<GuardedProcess> started = [];
    private readonly StackPlan plan;

    private LoadStack(StackPlan plan) => this.plan = plan;

    public Uri App => plan.App;

    public Uri Issuer => plan.Issuer;

    public Uri Bank => plan.Bank;

    public string StorageConnection => plan.StorageConnection;

    /// <summary>Where the application writes its metrics.</summary>
    public string MetricsFile => Path.Combine(plan.DataFolder, "telemetry", "metrics.jsonl");

    /// <summary>Processes by name.</summary>
    public IReadOnlyList<(string Name, int ProcessId)> Processes =>
        [.. started.Select(process => (process.Name, process.ProcessId))];

    /// <param name="folder">Absolute path of what they keep.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LaunchException">Something is missing or did not start.</exception>
    public static async Task<LoadStack> StartAsync(string folder, CancellationToken cancellationToken)
    {
        Repository repository = Repository.Find();
        Directory.CreateDirectory(folder);
        string telemetry = Path.Combine(folder, "telemetry");
        StackPlan plan = new(repository, Ports.AllFree(), folder, new Dictionary<string, string>
        {
            ["DaobanAnchorSchedule"] = "0 */1 * * * *",
            ["Daoban__Catalog__File"] = WriteCatalog(repository, folder),
            // Every request of a run comes from this machine, and a few dozen people make them all.
            ["Daoban__Limits__PerIdentityPerMinute"] = "1000000",
            ["Daoban__Limits__PerAddressPerMinute"] = "1000000",
            ["Daoban__Alerts__ReadsPerDay"] = "100000",
            ["Daoban__Telemetry__Directory"] = telemetry,
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "5000",
            ["OTEL_TRACES_SAMPLER"] = "always_off",
            ["AzureFunctionsJobHost__logging__logLevel__default"] = "Warning",
            ["AzureFunctionsJobHost__logging__logLevel__Function"] = "Warning",
            ["Logging__LogLevel__Default"] = "Warning",
        });
        LoadStack stack = new(plan);
        try
        {
            foreach (ChildProgram program in Programs(plan, folder))
            {
                stack.started.Add(await GuardedProcess.StartAsync(program, cancellationToken));
            }

            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (int i = started.Count - 1; i >= 0; i--)
        {
            await started[i].DisposeAsync();
        }
    }

    private static IEnumerable<ChildProgram> Programs(StackPlan plan, string folder)
    {
        string people = Path.Combine(folder, "people.json");
        File.WriteAllText(people, JsonSerializer.Serialize(LoadStaff.Invent(), JsonSerializerOptions.Web));
        ChildProgram issuer = Run.Launch.Programs.Issuer(plan);
        return
        [
            Azurite(plan, "table", plan.Ports.Table, "--inMemoryPersistence"),
            Azurite(plan, "queue", plan.Ports.Queue, "--inMemoryPersistence"),
            Azurite(plan, "blob", plan.Ports.Blob, "--location", Path.Combine(folder, "azurite")),
            issuer with { Arguments = [.. issuer.Arguments, "--people", people] },
            Run.Launch.Programs.Bank(plan),
            Run.Launch.Programs.Tsa(plan),
            Run.Launch.Programs.App(plan),
        ];
    }

    private static ChildProgram Azurite(StackPlan plan, string service, int port, params string[] more)
    {
        string number = port.ToString(CultureInfo.InvariantCulture);
        return new ChildProgram
        {
            Name = $"Azurite {service}",
            File = "node",
            Arguments =
            [
                Path.Combine(Path.GetDirectoryName(plan.Repository.Azurite)!, service, "main.js"),
                "--silent", "--disableTelemetry", $"--{service}Port", number, .. more,
            ],
            LogFile = Path.Combine(plan.LogFolder, $"azurite-{service}.log"),
            StopSignal = "SIGINT",
            Probes = [new Uri($"http://127.0.0.1:{number}/")],
            ProbesMustSucceed = false,
        };
    }

    /// <summary>The development catalog with deadlines that no run meets, and a bank asked often enough.</summary>
    private static string WriteCatalog(Repository repository, string folder)
    {
        JsonNode catalog = JsonNode.Parse(File.ReadAllText(
            Path.Combine(repository.Root, "workflows", "Catalog", "catalog.development.json")))!;
        foreach (JsonNode? item in catalog["items"]!.AsArray())
        {
            foreach (JsonNode? level in item!["reviewLevels"]!.AsArray())
            {
                level!["remindAfter"] = Duration(60, "minutes");
                level["escalateAfter"] = Duration(120, "minutes");
                level["lapseAfter"] = Duration(240, "minutes");
            }

            if (item["payment"] is { } payment)
            {
                payment["validFor"] = Duration(40, "minutes");
                payment["remindAfter"] = Duration(20, "minutes");
                payment["queryEvery"] = Duration(15, "seconds");
            }
        }

        string path = Path.Combine(folder, "catalog.json");
        File.WriteAllText(path, catalog.ToJsonString());
        return path;
    }

    private static JsonObject Duration(int amount, string unit) => new() { ["amount"] = amount, ["unit"] = unit };
}
