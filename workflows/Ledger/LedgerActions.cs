namespace Daoban.Workflows.Ledger;

/// <summary>Names of what the ledger records. Never reused, never renamed: old chains keep them.</summary>
public static class LedgerActions
{
    /// <summary>A case was taken in.</summary>
    public const string CaseSubmitted = "case-submitted";

    /// <summary>A review task was opened.</summary>
    public const string ReviewOpened = "review-opened";

    /// <summary>A reviewer claimed a task.</summary>
    public const string ReviewClaimed = "review-claimed";

    /// <summary>Reviewers were reminded.</summary>
    public const string ReviewReminded = "review-reminded";

    /// <summary>A task passed its working-day limit.</summary>
    public const string ReviewEscalated = "review-escalated";

    /// <summary>A task's deadline passed.</summary>
    public const string ReviewLapsed = "review-lapsed";

    /// <summary>A decision arrived.</summary>
    public const string DecisionReceived = "decision-received";

    /// <summary>A decision was applied to its task.</summary>
    public const string DecisionApplied = "decision-applied";

    /// <summary>A decision was recorded and ignored.</summary>
    public const string DecisionRefused = "decision-refused";

    /// <summary>A payment order was created.</summary>
    public const string PaymentOrdered = "payment-ordered";

    /// <summary>The bank knows the order; the resident can pay.</summary>
    public const string PaymentRegistered = "payment-registered";

    /// <summary>The resident was reminded of the payment.</summary>
    public const string PaymentReminded = "payment-reminded";

    /// <summary>The order was settled.</summary>
    public const string PaymentSettled = "payment-settled";

    /// <summary>The bank reported a payment that cannot settle the order.</summary>
    public const string PaymentDisputed = "payment-disputed";

    /// <summary>The order was closed; a reason says when the bank did not confirm that.</summary>
    public const string PaymentClosed = "payment-closed";

    /// <summary>The case reached a final stage.</summary>
    public const string CaseClosed = "case-closed";

    /// <summary>An orchestration history was entered before it ended or was removed.</summary>
    public const string HistoryEntered = "history-entered";

    /// <summary>
    /// An auditor asked to see one field or paper in full; the subject is the request, the outcome the field.
    /// </summary>
    public const string UnmaskRequested = "unmask-requested";

    /// <summary>A second person approved that; the outcome is the field.</summary>
    public const string UnmaskApproved = "unmask-approved";

    /// <summary>A second person rejected that; the outcome is the field.</summary>
    public const string UnmaskRejected = "unmask-rejected";

    /// <summary>A scanned paper was opened.</summary>
    public const string DocumentRead = "document-read";

    /// <summary>
    /// One personal field was shown in full; the subject names it: <c>phone</c>, <c>decision.{id}.comment</c>.
    /// </summary>
    public const string FieldRevealed = "field-revealed";

    /// <summary>
    /// An auditor asked for the keyed hash of a resident's ID number, to search by it; the subject is the hash.
    /// </summary>
    public const string PersonLookedUp = "person-looked-up";

    /// <summary>Something was refused to an actor; the outcome is the problem code, the subject the function.</summary>
    public const string AccessDenied = "access-denied";

    /// <summary>Data keys were put under another wrapping key; the outcome counts them.</summary>
    public const string KeysRotated = "keys-rotated";
}
