namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// Something orchestrator code asked for. The derived types have upstream's names: non-determinism messages show them.
/// </summary>
/// <param name="Id">Number within the execution, from 0; the event id of what is recorded for it.</param>
internal abstract record OrchestratorAction(int Id);
