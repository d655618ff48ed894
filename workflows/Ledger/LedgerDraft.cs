namespace Daoban.Workflows.Ledger;

/// <summary>What is to be entered into the ledger; the commit adds number, time, commitments and hashes.</summary>
/// <param name="Action">One of <see cref="LedgerActions"/>.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Subject">Id of the task, decision, order or document it concerns.</param>
/// <param name="Outcome">Code of the result, e.g. a verdict or a stage.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="AmountFen">Amount in fen, where money is concerned.</param>
/// <param name="CaseId">The case, in an actor's access chain; a case's own chain names it already.</param>
/// <param name="Histories">Orchestration histories as they stood.</param>
public sealed record LedgerDraft(
    string Action,
    Actor Actor,
    string? Subject = null,
    string? Outcome = null,
    string? Reason = null,
    long? AmountFen = null,
    string? CaseId = null,
    IReadOnlyList<HistoryDigest>? Histories = null);
