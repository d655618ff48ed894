using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Execution;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.TaskHubs;

/// <summary>Runs what a worker's registry holds.</summary>
internal sealed class RegistryTaskRunner(
    DurableTaskRegistry registry, IServiceProvider services, DurableTaskWorkerOptions options) : ITaskRunner
{
    public IReadOnlyCollection<string> Orchestrators { get; } = registry.Orchestrators.Names;

    public IReadOnlyCollection<string> Activities { get; } = registry.Activities.Names;

    public bool HasOrchestrator(string name, string version) => registry.Orchestrators.Find(name, version) is not null;

    public bool HasActivity(string name, string version) => registry.Activities.Find(name, version) is not null;

    public Task<object?> RunOrchestratorAsync(TaskOrchestrationContext context)
    {
        // No scope: a registry can make orchestrators only without services.
        ITaskOrchestrator orchestrator = registry.Orchestrators.Find(context.Name, context.Version)!(services);
        object? input = ((DurableOrchestrationContext)context).ReadInput(orchestrator.InputType);
        return orchestrator.RunAsync(context, input);
    }

    public async Task<string?> RunActivityAsync(
        TaskActivityContext context, string? inputJson, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        ITaskActivity activity = registry.Activities.Find(context.Name, context.Version)!(scope.ServiceProvider);
        object? input = options.DataConverter.Deserialize(inputJson, activity.InputType);
        return options.DataConverter.Serialize(await activity.RunAsync(context, input));
    }
}
