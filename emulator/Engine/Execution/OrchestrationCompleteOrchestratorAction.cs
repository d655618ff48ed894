using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>End this execution: for good, or to continue as new when the status says so.</summary>
internal sealed record OrchestrationCompleteOrchestratorAction(int Id, OrchestrationStatus Status)
    : OrchestratorAction(Id)
{
    /// <summary>Serialized output, the failure's message, or the next generation's input.</summary>
    public string? Result { get; init; }

    public FailureDetails? Failure { get; init; }

    /// <summary>Version of the next generation; null keeps the present one.</summary>
    public string? NewVersion { get; init; }

    /// <summary>
    /// Events that came after the orchestrator asked to continue as new; the next generation gets them.
    /// </summary>
    public IReadOnlyList<HistoryEvent> CarryOver { get; init; } = [];
}
