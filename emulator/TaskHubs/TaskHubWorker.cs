using Daoban.Emulator.Engine;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.TaskHubs;

/// <summary>Runs a worker's task hub for as long as the host runs.</summary>
internal sealed class TaskHubWorker(string name, TaskHubEngines engines) : IHostedService
{
    private DurableEngine? engine;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine = engines.EngineOfWorker(name);
        return engine.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        engine?.StopAsync(cancellationToken) ?? Task.CompletedTask;
}
