using Daoban.TestKit;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Emulator.Tests.Engine.Worker;

/// <summary>Gives each test plain hosts on a task hub of its own and ends them afterwards.</summary>
public abstract class WorkerTest(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly List<IHost> hosts = [];

    /// <summary>Connection of the test's hub.</summary>
    protected string ConnectionString => azurite.ConnectionString;

    /// <summary>The test's hub.</summary>
    protected string Hub { get; } = $"w{Guid.NewGuid():N}";

    /// <summary>Orchestration time of the test's hosts; stands still until it is advanced.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (IHost host in hosts)
        {
            await EndAsync(host);
        }
    }

    /// <summary>A host that does not run yet, with nothing registered.</summary>
    protected static HostApplicationBuilder NewBuilder() =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

    /// <summary>A running host with a worker and a client of the test's hub.</summary>
    protected Task<WorkerHost> StartAsync(
        Action<IDurableTaskWorkerBuilder> worker,
        Action<IDurableTaskClientBuilder>? client = null,
        Action<IServiceCollection>? services = null,
        string? connectionString = null)
    {
        HostApplicationBuilder builder = NewBuilder();
        services?.Invoke(builder.Services);
        builder.Services.AddDurableTaskWorker(each =>
        {
            each.UseAzureStorage(connectionString ?? ConnectionString, Hub, Clock);
            worker(each);
        });
        builder.Services.AddDurableTaskClient(each => client?.Invoke(each));
        return StartAsync(builder);
    }

    protected async Task<WorkerHost> StartAsync(HostApplicationBuilder builder)
    {
        IHost host = builder.Build();
        hosts.Add(host);
        await host.StartAsync();
        return new WorkerHost(host);
    }

    /// <summary>Stops a host as a shutdown does; another one may take its place.</summary>
    protected async Task StopAsync(WorkerHost host)
    {
        hosts.Remove(host.Host);
        await EndAsync(host.Host);
    }

    private static async Task EndAsync(IHost host)
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
