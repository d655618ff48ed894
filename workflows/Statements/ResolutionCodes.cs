namespace Daoban.Workflows.Statements;

/// <summary>How a discrepancy was resolved. Codes, because no free text about a payment is kept.</summary>
public static class ResolutionCodes
{
    /// <summary>银行已更正: the bank corrected its books.</summary>
    public const string BankCorrected = "bank-corrected";

    /// <summary>已退款: the money went back to who paid it.</summary>
    public const string Refunded = "refunded";

    /// <summary>人工核对一致: compared by hand, and in order.</summary>
    public const string CheckedByHand = "checked-by-hand";

    /// <summary>当日无缴费: the bank confirmed that nothing was paid on a day without a statement.</summary>
    public const string NothingPaid = "nothing-paid";

    /// <summary>What people may say.</summary>
    public static IReadOnlyList<string> All { get; } = [BankCorrected, Refunded, CheckedByHand, NothingPaid];

    /// <summary>对账单已到: the missing file came; said by the application alone.</summary>
    internal const string FileCame = "file-came";
}
