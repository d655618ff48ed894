using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Emulator.Tests.Durable;

/// <summary>A context of which only the base class's own behaviour is of interest.</summary>
internal class SilentContext : TaskOrchestrationContext
{
    public List<string> Calls { get; } = [];

    public bool Replaying { get; set; }

    public override TaskName Name => "Silent";

    public override string InstanceId => "silent-1";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => DateTime.UnixEpoch;

    public override bool IsReplaying => Replaying;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public override T? GetInput<T>()
        where T : default
        => default;

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
        => Record<TResult>($"activity {name} {input ?? "null"} {options?.Version?.Version}");

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
        => Record<TResult>($"child {orchestratorName} {input ?? "null"} {options?.Version?.Version}");

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
        => Record<object>($"timer {fireAt:s}");

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
        => Record<T>($"wait {eventName}");

    public override void SendEvent(string instanceId, string eventName, object payload)
        => Calls.Add($"send {eventName}");

    public override void SetCustomStatus(object? customStatus) => Calls.Add("status");

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
        => Calls.Add($"continue {newInput} {preserveUnprocessedEvents}");

    public override Guid NewGuid() => Guid.Empty;

    private Task<T> Record<T>(string call)
    {
        Calls.Add(call);
        return Task.FromResult<T>(default!);
    }
}
