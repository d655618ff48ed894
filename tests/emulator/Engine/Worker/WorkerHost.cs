using Daoban.Emulator.Engine;
using Daoban.Emulator.TaskHubs;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Tests.Engine.Worker;

/// <summary>A plain host of a test. What is waited for must come within <see cref="Deadline"/>.</summary>
public sealed class WorkerHost(IHost host)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    public IHost Host => host;

    public DurableTaskClient Client => Host.Services.GetRequiredService<DurableTaskClient>();

    /// <summary>Engine of the default worker.</summary>
    internal DurableEngine Engine => Host.Services.GetRequiredService<TaskHubEngines>().EngineOfWorker("");

    public Task<string> ScheduleAsync(string name, object? input = null, string? version = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, Options(version));

    /// <summary>Schedules and waits for the end, with input and output.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? version = null) =>
        await EndAsync(await ScheduleAsync(name, input, version));

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, deadline.Token);
    }

    public async Task<OrchestrationRuntimeStatus> StatusAsync(string id) =>
        (await Client.GetInstanceAsync(id))!.RuntimeStatus;

    public Task<IList<HistoryEvent>> HistoryAsync(string id) => Client.GetOrchestrationHistoryAsync(id);

    private static StartOrchestrationOptions? Options(string? version) =>
        version is null ? null : new StartOrchestrationOptions { Version = version };
}
