using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Daoban.Emulator.Hosting.Discovery;

/// <summary>A function found in the app.</summary>
internal sealed class FunctionMetadata(
    MethodInfo method, TriggerBindingAttribute trigger, ParameterInfo triggerParameter, FunctionDefinition definition)
{
    public string Name => Definition.Name;

    public MethodInfo Method { get; } = method;

    public TriggerBindingAttribute Trigger { get; } = trigger;

    public ParameterInfo TriggerParameter { get; } = triggerParameter;

    public FunctionDefinition Definition { get; } = definition;

    /// <summary>Set by <c>AzureWebJobs.{Name}.Disabled</c>.</summary>
    public bool IsDisabled { get; init; }

    public bool IsOrchestrator => Trigger is OrchestrationTriggerAttribute;

    /// <summary>
    /// Orchestrators and activities: run by the engine and many times, so their success is logged as debug.
    /// </summary>
    public bool IsDurable => IsOrchestrator || Trigger is ActivityTriggerAttribute;

    /// <summary>Whether a parameter is the durable client.</summary>
    public bool TakesDurableClient { get; } = Array.Exists(
        method.GetParameters(), parameter => DiscoveredDefinition.BindingOf(parameter) is DurableClientAttribute);

    /// <summary>
    /// Upstream's rule: an orchestrator's first parameter without a binding of its own gets the input.
    /// </summary>
    public ParameterInfo? OrchestrationInput { get; } = trigger is not OrchestrationTriggerAttribute
        ? null
        : Array.Find(method.GetParameters(), parameter =>
            DiscoveredDefinition.BindingOf(parameter) is null
            && parameter.ParameterType != typeof(FunctionContext)
            && parameter.ParameterType != typeof(CancellationToken));

    /// <summary>
    /// The name by which orchestrations call it; the function's name unless the trigger says otherwise.
    /// </summary>
    public string TaskName => Trigger switch
    {
        OrchestrationTriggerAttribute { Orchestration: { Length: > 0 } name } => name,
        ActivityTriggerAttribute { Activity: { Length: > 0 } name } => name,
        _ => Name,
    };
}
