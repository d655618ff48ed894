using Daoban.Emulator.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Daoban.Emulator.Tests.Engine.Kit;

/// <summary>Orchestrators and activities as plain delegates.</summary>
internal sealed class Tasks : ITaskRunner
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrators =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Func<TaskActivityContext, string?, Task<string?>>> activities =
        new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Orchestrators => orchestrators.Keys;

    public IReadOnlyCollection<string> Activities => activities.Keys;

    private static DataConverter Converter => JsonDataConverter.Default;

    public Tasks Orchestrator<TOutput>(string name, Func<TaskOrchestrationContext, Task<TOutput>> body)
    {
        orchestrators[name] = async context => await body(context);
        return this;
    }

    public Tasks Orchestrator(string name, Func<TaskOrchestrationContext, Task> body)
    {
        orchestrators[name] = async context =>
        {
            await body(context);
            return null;
        };
        return this;
    }

    public Tasks Activity<TInput, TOutput>(string name, Func<TInput?, TOutput> body)
        => Activity<TInput, TOutput>(name, (_, input) => Task.FromResult(body(input)));

    public Tasks Activity<TInput, TOutput>(string name, Func<TInput?, Task<TOutput>> body)
        => Activity<TInput, TOutput>(name, (_, input) => body(input));

    public Tasks Activity<TInput, TOutput>(string name, Func<TaskActivityContext, TInput?, Task<TOutput>> body)
    {
        activities[name] =
            async (context, json) => Converter.Serialize(await body(context, Converter.Deserialize<TInput>(json)));
        return this;
    }

    public Task<object?> RunOrchestratorAsync(TaskOrchestrationContext context) => orchestrators[context.Name](context);

    public Task<string?> RunActivityAsync(
        TaskActivityContext context, string? inputJson, CancellationToken cancellationToken)
        => activities[context.Name](context, inputJson);
}
