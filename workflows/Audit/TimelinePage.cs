namespace Daoban.Workflows.Audit;

/// <summary>One page of everything that happened in a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="IsSound">Whether ledger, case file and histories agree in everything.</param>
/// <param name="AreRowsChecked">False once the case's key is shredded: the ledger's commitments open no more.</param>
/// <param name="Purged">Instances whose history was entered and then removed on purpose.</param>
/// <param name="Findings">What does not agree, of the whole case.</param>
/// <param name="Lines">At most 100, by time.</param>
/// <param name="Continuation">Opaque token of the next page; null on the last.</param>
public sealed record TimelinePage(
    string CaseId,
    bool IsSound,
    bool AreRowsChecked,
    IReadOnlyList<string> Purged,
    IReadOnlyList<TimelineFinding> Findings,
    IReadOnlyList<TimelineLine> Lines,
    string? Continuation);
