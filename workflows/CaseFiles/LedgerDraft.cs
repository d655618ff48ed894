namespace Daoban.Workflows.CaseFiles;

/// <summary>What a change enters into the ledger; the commit adds number, time and hashes.</summary>
/// <param name="Action">One of <see cref="LedgerActions"/>.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Subject">Id of the task, decision, order or document it concerns.</param>
/// <param name="Outcome">Code of the result, e.g. a verdict or a stage.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="AmountFen">Amount in fen, where money is concerned.</param>
public sealed record LedgerDraft(
    string Action,
    Actor Actor,
    string? Subject = null,
    string? Outcome = null,
    string? Reason = null,
    long? AmountFen = null);
