namespace Daoban.Bench.Load;

/// <summary>What will happen to one case: drawn before the run, so that nothing that happens changes it.</summary>
/// <param name="At">When it arrives.</param>
/// <param name="Station">Where.</param>
/// <param name="ItemCode">Which catalog item.</param>
/// <param name="Resident">Whose.</param>
/// <param name="Materials">Material of each paper.</param>
/// <param name="PaperSeed">Chooses the papers' contents.</param>
/// <param name="RejectedAt">Level that rejects it; null when all approve.</param>
/// <param name="AmountFen">What is to be paid; 0 for nothing.</param>
/// <param name="LosesCallback">Whether the bank's callback gets lost.</param>
/// <param name="RepeatsSubmission">Whether the clerk's tablet submits twice.</param>
/// <param name="RepeatsDecision">Whether a reviewer sends a second decision on the first task.</param>
/// <param name="PeopleSeed">Chooses who works on it and how long they think.</param>
internal sealed record CasePlan(
    TimeSpan At,
    StationPlace Station,
    string ItemCode,
    LoadResident Resident,
    IReadOnlyList<string> Materials,
    int PaperSeed,
    int? RejectedAt,
    long AmountFen,
    bool LosesCallback,
    bool RepeatsSubmission,
    bool RepeatsDecision,
    int PeopleSeed)
{
    /// <summary>Levels of review that the item has.</summary>
    public int Levels => ItemCode == CaseMix.Pension ? 2 : 1;

    /// <summary>The stage that the case must end in.</summary>
    public string ExpectedStage => RejectedAt is null ? "completed" : "rejected";
}
