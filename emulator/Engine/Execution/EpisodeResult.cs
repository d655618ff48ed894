namespace Daoban.Emulator.Engine.Execution;

/// <summary>What an episode of orchestrator code produced.</summary>
/// <param name="Actions">Actions in the order of their ids; a completion comes last.</param>
/// <param name="CustomStatus">Serialized custom status as the code set it last; null when none.</param>
internal sealed record EpisodeResult(IReadOnlyList<OrchestratorAction> Actions, string? CustomStatus)
{
    /// <summary>The new custom status was refused; the one before stays.</summary>
    public bool KeepsCustomStatus { get; init; }
}
