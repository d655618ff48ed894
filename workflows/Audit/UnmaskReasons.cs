namespace Daoban.Workflows.Audit;

/// <summary>Why an auditor may need personal data in full. Codes, because case file and ledger keep them.</summary>
public static class UnmaskReasons
{
    /// <summary>投诉举报: a complaint or a report is looked into.</summary>
    public const string Complaint = "complaint";

    /// <summary>监督检查: an inspection by a higher office.</summary>
    public const string Inspection = "inspection";

    /// <summary>司法协助: a court or procuratorate asks for it.</summary>
    public const string CourtOrder = "court-order";

    /// <summary>数据核对: two records contradict each other.</summary>
    public const string DataQuality = "data-quality";

    /// <summary>对账核实: money that fits no order is traced.</summary>
    public const string PaymentDispute = "payment-dispute";

    /// <summary>安全事件: a leak or a misuse is looked into.</summary>
    public const string SecurityIncident = "security-incident";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Complaint, Inspection, CourtOrder, DataQuality, PaymentDispute, SecurityIncident];
}
