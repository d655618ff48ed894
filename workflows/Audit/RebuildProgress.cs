namespace Daoban.Workflows.Audit;

/// <summary>How far a rebuild of the index has come.</summary>
/// <param name="Cases">Cases that this call brought in line.</param>
/// <param name="Readings">Entries of access chains that this call brought in line.</param>
/// <param name="Failed">Cases and entries that could not be read; the log names them.</param>
/// <param name="Continuation">Token of the next call; null when everything is done.</param>
public sealed record RebuildProgress(int Cases, int Readings, int Failed, string? Continuation);
