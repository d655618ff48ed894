namespace Daoban.Emulator.Engine.Execution;

/// <summary>Run an activity.</summary>
internal sealed record ScheduleTaskOrchestratorAction(
    int Id, string Name, string Version, string? Input, IDictionary<string, string>? Tags)
    : OrchestratorAction(Id);
