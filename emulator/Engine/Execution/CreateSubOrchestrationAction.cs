namespace Daoban.Emulator.Engine.Execution;

/// <summary>Start a sub-orchestration.</summary>
internal sealed record CreateSubOrchestrationAction(
    int Id, string Name, string Version, string InstanceId, string? Input, IDictionary<string, string>? Tags)
    : OrchestratorAction(Id);
