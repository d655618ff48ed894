using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Review;

namespace Daoban.Workflows.Audit;

/// <summary>
/// What must stand in both ledger and history, as data. An action or activity that is not named here may stand alone: a
/// claim is nothing that an orchestration sees, and a call of the bank is nothing that the ledger sees.
/// </summary>
internal static class TimelineRules
{
    private const string Instance = "instance";
    private const string DecisionOfResult = "result.decisionId";
    private const string SerialOfResult = "result.bankSerial";

    /// <summary>
    /// Where an entry stands in the history; several rules of one action are ways of which one must hold. A scheduled
    /// activity is recorded before it can change the case; everything else follows the entry.
    /// </summary>
    public static IReadOnlyList<TimelineRule> InHistory { get; } =
    [
        new(LedgerActions.CaseSubmitted, HistoryMoment.Started, nameof(CaseOrchestrator), Instance),
        new(LedgerActions.ReviewOpened, HistoryMoment.Scheduled, nameof(OpenReviewTask), TimelineRule.Turn),
        new(LedgerActions.ReviewReminded, HistoryMoment.Scheduled, nameof(RemindReviewers), TimelineRule.Turn),
        new(LedgerActions.ReviewEscalated, HistoryMoment.Scheduled, nameof(EscalateReviewTask), TimelineRule.Turn),
        new(LedgerActions.ReviewLapsed, HistoryMoment.Scheduled, nameof(LapseReviewTask), TimelineRule.Turn),
        new(LedgerActions.DecisionApplied, HistoryMoment.Raised, ReviewDecided.EventName, "event.decisionId"),
        new(LedgerActions.DecisionApplied, HistoryMoment.Completed, nameof(LapseReviewTask), DecisionOfResult),
        new(LedgerActions.PaymentOrdered, HistoryMoment.Scheduled, nameof(CreatePaymentOrder), Instance),
        new(LedgerActions.PaymentRegistered, HistoryMoment.Scheduled, nameof(IssuePaymentNotice), Instance),
        new(LedgerActions.PaymentReminded, HistoryMoment.Scheduled, nameof(RemindPayer), Instance),
        new(LedgerActions.PaymentClosed, HistoryMoment.Scheduled, nameof(ClosePaymentOrder), Instance),
        new(LedgerActions.PaymentClosed, HistoryMoment.Scheduled, nameof(GiveUpPaymentOrder), Instance),
        Settled(HistoryMoment.Raised, PaymentConfirmed.EventName, "event.bankSerial"),
        Settled(HistoryMoment.Completed, nameof(QueryPaymentOrder), SerialOfResult),
        Settled(HistoryMoment.Completed, nameof(ClosePaymentOrder), SerialOfResult),
        Settled(HistoryMoment.Completed, nameof(GiveUpPaymentOrder), SerialOfResult),
        new(LedgerActions.CaseClosed, HistoryMoment.Scheduled, nameof(CloseCase), Instance),
    ];

    /// <summary>Where an event stands in the ledger; each rule that fits must hold.</summary>
    public static IReadOnlyList<TimelineRule> InLedger { get; } =
    [
        new(LedgerActions.CaseSubmitted, HistoryMoment.Started, nameof(CaseOrchestrator), Instance),
        new(LedgerActions.ReviewOpened, HistoryMoment.Completed, nameof(OpenReviewTask), TimelineRule.Turn),
        Changed(LedgerActions.ReviewReminded, nameof(RemindReviewers), TimelineRule.Turn),
        Changed(LedgerActions.ReviewEscalated, nameof(EscalateReviewTask), TimelineRule.Turn),
        Ended(LedgerActions.ReviewLapsed, nameof(LapseReviewTask), TimelineRule.Turn),
        Found(LedgerActions.DecisionApplied, nameof(LapseReviewTask), DecisionOfResult),
        new(LedgerActions.DecisionApplied, HistoryMoment.Raised, ReviewDecided.EventName, "event.decisionId"),
        new(LedgerActions.PaymentOrdered, HistoryMoment.Completed, nameof(CreatePaymentOrder), Instance),
        Changed(LedgerActions.PaymentRegistered, nameof(IssuePaymentNotice), Instance),
        Changed(LedgerActions.PaymentReminded, nameof(RemindPayer), Instance),
        Ended(LedgerActions.PaymentClosed, nameof(ClosePaymentOrder), Instance),
        Ended(LedgerActions.PaymentClosed, nameof(GiveUpPaymentOrder), Instance),
        Found(LedgerActions.PaymentSettled, nameof(QueryPaymentOrder), Instance),
        Found(LedgerActions.PaymentSettled, nameof(ClosePaymentOrder), Instance),
        Found(LedgerActions.PaymentSettled, nameof(GiveUpPaymentOrder), Instance),
        Settled(HistoryMoment.Raised, PaymentConfirmed.EventName, "event.bankSerial"),
        new(LedgerActions.CaseClosed, HistoryMoment.Completed, nameof(CloseCase), Instance),
        Changed(LedgerActions.HistoryEntered, nameof(EnterHistory), Instance),
    ];

    private static TimelineRule Settled(HistoryMoment moment, string name, string path) =>
        new(LedgerActions.PaymentSettled, moment, name, path, IsOutcome: true);

    private static TimelineRule Changed(string action, string activity, string path) =>
        new(action, HistoryMoment.Completed, activity, path, Result: ExpectedResult.True);

    private static TimelineRule Found(string action, string activity, string path) =>
        new(action, HistoryMoment.Completed, activity, path, Result: ExpectedResult.Some);

    private static TimelineRule Ended(string action, string activity, string path) =>
        new(action, HistoryMoment.Completed, activity, path, Result: ExpectedResult.None);
}
