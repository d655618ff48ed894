namespace Daoban.Emulator.Engine.Execution;

/// <summary>A scheduled task whose result has not been delivered to the orchestrator yet.</summary>
internal sealed record OpenTask(string? Name, string? Version)
{
    // Continuations must run in place, on the orchestrator's turn: the default for a completion source.
    public TaskCompletionSource<string?> Result { get; } = new();
}
