using Daoban.Emulator.Engine.Execution;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>The event that begins an execution which another one asks for.</summary>
internal static class FirstEvent
{
    /// <summary>Of the next generation of an instance.</summary>
    /// <param name="next">Its state: new execution id, version and input.</param>
    public static ExecutionStartedEvent OfNextGeneration(InstanceState next) => new(-1, next.Input.Text)
    {
        Name = next.Name,
        Version = next.Version,
        OrchestrationInstance = new OrchestrationInstance
        {
            InstanceId = next.InstanceId,
            ExecutionId = next.ExecutionId,
        },
        Tags = next.Tags.Count == 0 ? null : new Dictionary<string, string>(next.Tags),
        ParentInstance = next.Parent?.ToParent(),
        TraceParent = next.TraceParent,
    };

    /// <summary>Of a sub-orchestration, as its parent sends it.</summary>
    /// <param name="child">What the parent's code asked for; its tags win over the parent's.</param>
    /// <param name="parent">The parent at the end of its turn.</param>
    /// <param name="now">Orchestration time of the turn.</param>
    /// <param name="traceParent">The span in which the parent waits for it; null without tracing.</param>
    public static ExecutionStartedEvent OfChild(
        CreateSubOrchestrationAction child, InstanceState parent, DateTime now, string? traceParent)
    {
        var tags = new Dictionary<string, string>(parent.Tags);
        foreach ((string key, string value) in child.Tags ?? new Dictionary<string, string>())
        {
            tags[key] = value;
        }

        return new ExecutionStartedEvent(-1, child.Input)
        {
            Name = child.Name,
            Version = child.Version,
            Timestamp = now,
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = child.InstanceId,
                ExecutionId = Guid.NewGuid().ToString("N"),
            },
            Tags = tags.Count == 0 ? null : tags,
            TraceParent = traceParent,
            ParentInstance = new ParentInstance
            {
                Name = parent.Name,
                Version = parent.Version,
                OrchestrationInstance = new OrchestrationInstance
                {
                    InstanceId = parent.InstanceId,
                    ExecutionId = parent.ExecutionId,
                },
                TaskScheduleId = child.Id,
            },
        };
    }
}
