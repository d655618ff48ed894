using System.Diagnostics;
using Daoban.Emulator.Engine;
using Daoban.Emulator.Hosting.Binding;
using Daoban.Emulator.Hosting.Discovery;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Hosting.Durable;

/// <summary>Runs the engine's orchestrators and activities as function invocations.</summary>
internal sealed class DurableTaskRunner(FunctionCatalog catalog, IFunctionInvoker invoker, ValueConverter converter)
    : ITaskRunner
{
    private readonly Dictionary<string, FunctionMetadata> orchestrators =
        Named(catalog, function => function.IsOrchestrator);

    private readonly Dictionary<string, FunctionMetadata> activities =
        Named(catalog, function => function is { IsDurable: true, IsOrchestrator: false });

    public IReadOnlyCollection<string> Orchestrators => orchestrators.Keys;

    public IReadOnlyCollection<string> Activities => activities.Keys;

    public Task<object?> RunOrchestratorAsync(TaskOrchestrationContext context) => invoker.InvokeAsync(
        orchestrators[context.Name.Name],
        new TriggerData(context)
        {
            Metadata = InstanceData(context.InstanceId),
            AddFeatures = features => features.Set(context),
        },
        CancellationToken.None);

    public async Task<string?> RunActivityAsync(
        TaskActivityContext context, string? inputJson, CancellationToken cancellationToken)
    {
        object? result = await invoker.InvokeAsync(
            activities[context.Name.Name],
            new TriggerData(inputJson)
            {
                Metadata = InstanceData(context.InstanceId),
                TraceParent = Activity.Current?.Id,
            },
            cancellationToken);
        return result is null ? null : converter.ToJson(result);
    }

    private static Dictionary<string, object?> InstanceData(string instanceId) =>
        new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId };

    private static Dictionary<string, FunctionMetadata> Named(
        FunctionCatalog catalog, Func<FunctionMetadata, bool> predicate) =>
        catalog.Functions
            .Where(function => predicate(function) && !function.IsDisabled)
            .ToDictionary(function => function.TaskName, StringComparer.OrdinalIgnoreCase);
}
