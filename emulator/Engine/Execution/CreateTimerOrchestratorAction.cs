namespace Daoban.Emulator.Engine.Execution;

/// <summary>Create a durable timer. <paramref name="FireAt" /> is UTC and may have passed already.</summary>
internal sealed record CreateTimerOrchestratorAction(int Id, DateTime FireAt) : OrchestratorAction(Id);
