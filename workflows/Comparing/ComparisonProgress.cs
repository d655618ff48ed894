namespace Daoban.Workflows.Comparing;

/// <summary>What one call of a full comparison found and mended.</summary>
/// <param name="Rows">Rows of the worklist that this call looked at.</param>
/// <param name="Cases">Open cases that this call looked at.</param>
/// <param name="Missing">Rows that were not there; written.</param>
/// <param name="Stale">Rows that differed from the case file; written anew.</param>
/// <param name="Surplus">Rows of what is not open any more; removed.</param>
/// <param name="UnderWay">Left alone: a change of the case is still on its way to its rows.</param>
/// <param name="Unreadable">Left alone: what this build cannot read; the log names it.</param>
/// <param name="Continuation">Token of the next call; null when everything is compared.</param>
public sealed record ComparisonProgress(
    int Rows,
    int Cases,
    int Missing,
    int Stale,
    int Surplus,
    int UnderWay,
    int Unreadable,
    string? Continuation);
