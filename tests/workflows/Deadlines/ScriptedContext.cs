using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Workflows.Tests.Deadlines;

/// <summary>A context whose timers and events tests set off; of concurrent waits the newest is served first.</summary>
internal sealed class ScriptedContext : TaskOrchestrationContext
{
    private readonly Stack<object> waits = [];

    /// <summary>How many waits for events are open.</summary>
    public int OpenWaits => waits.Count;

    /// <summary>Set off by the test; the timer created last is the last one.</summary>
    public List<TaskCompletionSource> Timers { get; } = [];

    public override TaskName Name => "Scripted";

    public override string InstanceId => "scripted-1";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => DateTime.UnixEpoch;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public void Raise<T>(T payload) => ((TaskCompletionSource<T>)waits.Pop()).SetResult(payload);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Timers.Add(new TaskCompletionSource());
        return Timers[^1].Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        TaskCompletionSource<T> wait = new();
        waits.Push(wait);
        return wait.Task;
    }

    public override T? GetInput<T>()
        where T : default => throw new NotSupportedException();

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null) => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new NotSupportedException();

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new NotSupportedException();

    public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();
}
