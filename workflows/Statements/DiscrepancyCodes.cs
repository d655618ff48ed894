namespace Daoban.Workflows.Statements;

/// <summary>
/// Why people have to look into something between the bank and us. Beside them, the results of a settlement:
/// <c>mismatch</c>, <c>duplicate</c> and <c>late</c>.
/// </summary>
public static class DiscrepancyCodes
{
    /// <summary>The statement names an order that we do not have.</summary>
    public const string UnknownOrder = "unknown-order";

    /// <summary>The bank told us another amount under the same serial number before.</summary>
    public const string NoticeDiffers = "notice-differs";

    /// <summary>We hold an order as paid, and the statement of the day does not know the payment.</summary>
    public const string NotInStatement = "not-in-statement";

    /// <summary>The case file of the payment's order cannot be read.</summary>
    public const string CaseUnreadable = "case-unreadable";

    /// <summary>The day's statement did not come in time.</summary>
    public const string StatementMissing = "statement-missing";
}
