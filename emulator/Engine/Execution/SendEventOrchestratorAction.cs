namespace Daoban.Emulator.Engine.Execution;

/// <summary>Raise an event at another orchestration, or at this one.</summary>
internal sealed record SendEventOrchestratorAction(int Id, string InstanceId, string EventName, string? EventData)
    : OrchestratorAction(Id);
