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

    /// <summary>The resident took a consent back; its effect is forward only.</summary>
    public const string ConsentWithdrawn = "consent-withdrawn";

    /// <summary>A resident asked for a copy, a correction, deletion or restriction; the outcome is the kind.</summary>
    public const string RightsRequested = "rights-requested";

    /// <summary>The deciders of a rights request were reminded.</summary>
    public const string RightsReminded = "rights-reminded";

    /// <summary>A rights request passed the day on which an answer was promised.</summary>
    public const string RightsOverdue = "rights-overdue";

    /// <summary>A second person decided a rights request; the outcome is the verdict.</summary>
    public const string RightsDecided = "rights-decided";

    /// <summary>A rights request's last day passed.</summary>
    public const string RightsLapsed = "rights-lapsed";

    /// <summary>A rights request was carried out; the outcome says how.</summary>
    public const string RightsCarriedOut = "rights-carried-out";

    /// <summary>The personal data of a case were deleted: fields blanked, key shredded; the reason says why.</summary>
    public const string DataDeleted = "data-deleted";

    /// <summary>A legal hold was set on the case.</summary>
    public const string LegalHoldSet = "legal-hold-set";

    /// <summary>The legal hold was taken off the case.</summary>
    public const string LegalHoldReleased = "legal-hold-released";

    /// <summary>The archive package was written; the subject is its SHA-256.</summary>
    public const string CaseArchived = "case-archived";

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

    /// <summary>The copy of all personal data of a case was read; the subject is the rights request.</summary>
    public const string DataCopied = "data-copied";

    /// <summary>
    /// One personal field was shown in full; the subject names it: <c>phone</c>, <c>decision.{id}.comment</c>.
    /// </summary>
    public const string FieldRevealed = "field-revealed";

    /// <summary>An evidence package was exported; the subject is the head that it shows.</summary>
    public const string EvidenceExported = "evidence-exported";

    /// <summary>
    /// An auditor asked for the keyed hash of a resident's ID number, to search by it; the subject is the hash.
    /// </summary>
    public const string PersonLookedUp = "person-looked-up";

    /// <summary>Something was refused to an actor; the outcome is the problem code, the subject the function.</summary>
    public const string AccessDenied = "access-denied";

    /// <summary>
    /// Somebody said how a discrepancy between the bank and us is resolved; the subject is <c>{day}/{discrepancy}</c>,
    /// the outcome its code. In the person's own chain.
    /// </summary>
    public const string DiscrepancyProposed = "discrepancy-proposed";

    /// <summary>A second person confirmed that.</summary>
    public const string DiscrepancyResolved = "discrepancy-resolved";

    /// <summary>Data keys were put under another wrapping key; the outcome counts them.</summary>
    public const string KeysRotated = "keys-rotated";

    /// <summary>
    /// Dead letters were sent again; the subject is the message or the queue, the outcome counts them.
    /// </summary>
    public const string MessagesReplayed = "messages-replayed";
}
