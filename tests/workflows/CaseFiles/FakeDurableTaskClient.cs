using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Tests.CaseFiles;

/// <summary>Remembers what was started and raised; can refuse like a host that is down.</summary>
internal sealed class FakeDurableTaskClient() : DurableTaskClient("fake")
{
    public Dictionary<string, OrchestrationRuntimeStatus> Instances { get; } = [];

    public List<string> Calls { get; } = [];

    public bool IsDown { get; set; }

    public List<string> Refused { get; } = [];

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        string id = options!.InstanceId!;
        FailIfDown(id);
        Assert.NotEmpty(options.DedupeStatuses!);
        Assert.True(Instances.TryAdd(id, OrchestrationRuntimeStatus.Running), "started twice");
        Calls.Add($"start {orchestratorName.Name} {id}");
        return Task.FromResult(id);
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        FailIfDown(instanceId);
        Calls.Add($"raise {eventName} {instanceId}");
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        FailIfDown(instanceId);
        return Task.FromResult(Instances.TryGetValue(instanceId, out OrchestrationRuntimeStatus status)
            ? new OrchestrationMetadata("X", instanceId) { RuntimeStatus = status }
            : null);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void FailIfDown(string instanceId)
    {
        if (IsDown)
        {
            Refused.Add(instanceId);
            throw new InvalidOperationException("The engine is down.");
        }
    }
}
