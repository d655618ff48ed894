using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Daoban.Run.Demo;
using Daoban.Run.Launch;
using Daoban.TestKit;
using Repository = Daoban.Run.Launch.Repository;

namespace Daoban.EndToEnd.Tests.Support;

/// <summary>
/// Azurite, token issuer, bank simulator, time-stamp authority and application as processes of their own, on free ports
/// and a scratch folder. The application reaches storage and bank through proxies in the test. Only the application is
/// ever killed.
/// </summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly Stack<IAsyncDisposable> parts = [];
    private readonly ConcurrentQueue<string> appOutput = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly SystemOptions options;
    private readonly StackPlan plan;
    private ChildProgram? program;

    private string TraceFile => folder.Combine("traces.log");

    /// <summary>Where the application's own telemetry goes.</summary>
    public string TelemetryFolder => folder.Combine("telemetry");

    private RunningSystem(SystemOptions options)
    {
        this.options = options;
        plan = new StackPlan(Repository.Find(), Ports.AllFree(), folder.Path, options.Settings);
        Azurite = null!;
        Storage = null!;
        Bank = null!;
    }

    /// <summary>Storage itself; requests that go straight here are seen by no proxy.</summary>
    public Azurite Azurite { get; private set; }

    /// <summary>Between the application and Azurite.</summary>
    public StorageProxy Storage { get; private set; }

    /// <summary>Between the application and the bank.</summary>
    public RecordingProxy Bank { get; private set; }

    /// <summary>The application's latest process; null before its first start.</summary>
    public AppProcess? App { get; private set; }

    /// <summary>What the application's processes have written so far.</summary>
    public IReadOnlyCollection<string> AppOutput => appOutput;

    /// <summary>Starts all parts but the application, which <see cref="StartAppAsync"/> starts.</summary>
    public static async Task<RunningSystem> StartAsync(SystemOptions options)
    {
        var system = new RunningSystem(options);
        try
        {
            await system.StartPartsAsync();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>The demonstration against this system.</summary>
    public DemoScenarios Scenarios(HttpClient client, TimeSpan patience, IDemoLog log) =>
        new(client, new DemoSettings(plan.App, plan.Issuer, plan.Bank, patience), log);

    /// <summary>Where the application listens.</summary>
    public Uri AppAddress => plan.App;

    /// <summary>Where the token issuer listens.</summary>
    public Uri IssuerAddress => plan.Issuer;

    /// <summary>Somebody of the staff.</summary>
    public StaffClient Staff(HttpClient client, string person) => new(client, plan, person);

    /// <summary>From its next start on the application uses another account, without the proxy.</summary>
    public void UseStorage(string connectionString) => program = program! with
    {
        Environment = new Dictionary<string, string>(program.Environment)
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["DaobanStorage"] = connectionString,
        },
    };

    /// <returns>True once it is healthy; false when it ended before.</returns>
    public async Task<bool> StartAppAsync()
    {
        if (App is not null)
        {
            await App.DisposeAsync();
        }

        App = AppProcess.Start(program!, appOutput.Enqueue);
        return await App.AwaitHealthyAsync(http);
    }

    /// <summary>The last lines that the application wrote.</summary>
    public string LastOutput() => string.Join('\n', appOutput.TakeLast(30));

    /// <summary>What the application's processes traced so far, if it is recorded.</summary>
    public string Traces() => File.Exists(TraceFile) ? ReadOpenFile(TraceFile) : "";

    /// <summary>What issuer and bank simulator have written so far, by program.</summary>
    public IEnumerable<(string Program, string Text)> OtherOutput() =>
        from path in Directory.EnumerateFiles(plan.LogFolder)
        select (Path.GetFileNameWithoutExtension(path), ReadOpenFile(path));

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
        {
            await App.DisposeAsync();
        }

        while (parts.TryPop(out IAsyncDisposable? part))
        {
            await part.DisposeAsync();
        }

        http.Dispose();
        folder.Dispose();
    }

    private static string ReadOpenFile(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }

    private async Task StartPartsAsync()
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        parts.Push(Azurite = await Azurite.StartAsync(
            new AzuriteOptions { DataFolder = folder.Combine("azurite") }, cancelled));
        var proxyOptions = new StorageProxyOptions { KeepExchanges = options.Record };
        parts.Push(Storage = await StorageProxy.StartAsync(Azurite.ConnectionString, proxyOptions, cancelled));
        parts.Push(await GuardedProcess.StartAsync(Programs.Issuer(plan), cancelled));
        parts.Push(await GuardedProcess.StartAsync(Programs.Bank(plan), cancelled));
        parts.Push(await GuardedProcess.StartAsync(Programs.Tsa(plan), cancelled));
        parts.Push(Bank = await RecordingProxy.StartAsync(plan.Bank));
        program = Programs.App(plan);
        program = program with
        {
            Environment = new Dictionary<string, string>(program.Environment.Concat(Tracing()))
            {
                ["AzureWebJobsStorage"] = Storage.ConnectionString,
                ["DaobanStorage"] = Storage.ConnectionString,
                ["Daoban__Bank__BaseUrl"] = AppEnvironment.Address(Bank.Address),
                ["Daoban__Catalog__File"] = WriteCatalog(),
            },
        };
        if (options.Record || options.Telemetry)
        {
            program = program with
            {
                Environment = new Dictionary<string, string>(program.Environment)
                {
                    ["Daoban__Telemetry__Directory"] = TelemetryFolder,
                },
            };
        }
    }

    // As an operator would switch tracing on, and without a word of it in the application.
    private Dictionary<string, string> Tracing() => options.Record
        ? new()
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
            [StartupHook.FileSetting] = TraceFile,
            ["AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE"] = "true",
        }
        : [];

    // The development catalog with another validity of payment orders.
    private string WriteCatalog()
    {
        string assembly = plan.Repository.Assembly("functions", "Daoban.Functions");
        string source = Path.Combine(Path.GetDirectoryName(assembly)!, "Catalog", "catalog.development.json");
        JsonNode catalog = JsonNode.Parse(File.ReadAllText(source))!;
        foreach (JsonNode? payment in catalog["items"]!.AsArray().Select(item => item!["payment"]))
        {
            if (payment is not null && options.PaymentValidFor is { } validFor)
            {
                payment["validFor"]!["amount"] = (int)validFor.TotalSeconds;
                payment["validFor"]!["unit"] = "seconds";
            }
        }

        string path = folder.Combine("catalog.json");
        File.WriteAllText(path, catalog.ToJsonString());
        return path;
    }
}
