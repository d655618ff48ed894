using Daoban.Emulator.Engine;
using Daoban.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Emulator.Tests.Engine.Recovery;

/// <summary>
/// A task hub whose first engine reaches storage through a proxy, so that a test can kill it at any request; later
/// engines reach it directly. Time is real.
/// </summary>
internal sealed class FragileHub : IAsyncDisposable
{
    private readonly List<DurableEngine> engines = [];
    private readonly string connectionString;
    private volatile bool cut;

    private FragileHub(string connectionString, StorageProxy proxy)
    {
        this.connectionString = connectionString;
        Proxy = proxy;
        proxy.BeforeForward = _ => Task.FromResult(cut ? ProxyAction.Drop : ProxyAction.Pass);
    }

    public string Name { get; } = $"r{Guid.NewGuid():N}";

    public StorageProxy Proxy { get; }

    public static async Task<FragileHub> CreateAsync(string connectionString, StorageProxyOptions? options = null) =>
        new(connectionString, await StorageProxy.StartAsync(connectionString, options));

    /// <summary>An engine behind the proxy that owns the hub.</summary>
    public Task<DurableEngine> StartBehindProxyAsync(ITaskRunner tasks) => StartAsync(tasks, Proxy.ConnectionString);

    /// <summary>An engine with a direct connection that owns the hub.</summary>
    public Task<DurableEngine> StartAsync(ITaskRunner tasks) => StartAsync(tasks, connectionString);

    /// <summary>An engine that only has a client.</summary>
    public DurableEngine Prepare(ITaskRunner tasks, string? connection = null, int maxHotInstances = 1000)
    {
        var engine = new DurableEngine(
            new DurableEngineOptions
            {
                HubName = Name,
                ConnectionString = connection ?? connectionString,
                MaxHotInstances = maxHotInstances,
            },
            tasks,
            NullLoggerFactory.Instance);
        engines.Add(engine);
        return engine;
    }

    /// <summary>Lets nothing pass any more, as when the process behind the proxy has died.</summary>
    public void Cut() => cut = true;

    public async ValueTask DisposeAsync()
    {
        foreach (DurableEngine engine in engines)
        {
            await engine.DisposeAsync();
        }

        await Proxy.DisposeAsync();
    }

    private async Task<DurableEngine> StartAsync(ITaskRunner tasks, string connection)
    {
        DurableEngine engine = Prepare(tasks, connection);
        await engine.StartAsync(CancellationToken.None);
        await engine.Owns.WaitAsync(TimeSpan.FromSeconds(30));
        return engine;
    }
}
