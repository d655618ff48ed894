using Daoban.Emulator;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Bench;

/// <summary>A task hub of its own, and hosts on it: with a worker, or with a client only.</summary>
internal sealed class BenchHub(string connectionString)
{
    private readonly string name = $"b{Guid.NewGuid():N}";

    /// <summary>A running worker with its client.</summary>
    public Task<IHost> StartWorkerAsync() => StartAsync(builder => builder.Services.AddDurableTaskWorker(worker =>
        worker.UseAzureStorage(connectionString, name).AddTasks(BenchTasks.AddTo)));

    /// <summary>A client without a worker.</summary>
    public Task<IHost> StartClientAsync() => StartAsync(_ => { });

    public static DurableTaskClient ClientOf(IHost host) => host.Services.GetRequiredService<DurableTaskClient>();

    private async Task<IHost> StartAsync(Action<HostApplicationBuilder> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        configure(builder);
        builder.Services.AddDurableTaskClient(client => client.UseAzureStorage(connectionString, name));
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
