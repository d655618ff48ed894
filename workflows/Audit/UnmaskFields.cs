using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Review;

namespace Daoban.Workflows.Audit;

/// <summary>Names of what an unmask request may be about.</summary>
internal static class UnmaskFields
{
    /// <summary>All papers of a case; they are given out in an evidence package only.</summary>
    public const string Originals = "originals";

    /// <summary>Whether the case has it; nothing is decrypted for the answer.</summary>
    public static bool Has(CaseFile file, string field) => file is { Record: { } record, OpenedKey: not null }
        && field.Split('.') switch
        {
            ["name" or "idNumber" or "address"] => true,
            ["phone"] => record.Resident.Phone is not null,
            ["bankAccount"] => record.Resident.BankAccount is not null,
            ["note"] => record.ProtectedNote is not null,
            [Originals] => file.Documents.Count > 0,
            ["document", string id] => file.Documents.ContainsKey(id),
            ["decision", string id, "comment"] =>
                file.Decisions.TryGetValue(id, out DecisionRecord? decision) && decision.ProtectedComment is not null,
            _ => false,
        };

    /// <summary>The document id; null when the field is no paper.</summary>
    public static string? DocumentOf(string field) => field.Split('.') is ["document", string id] ? id : null;

    /// <summary>A field or comment in full; null when the case has none of that name.</summary>
    public static string? Reveal(CaseFile file, string field) => field.Split('.') switch
    {
        ["decision", string id, "comment"] when file.Decisions.TryGetValue(id, out DecisionRecord? decision) =>
            DecisionComments.Reveal(file, decision),
        _ => ResidentProtection.Reveal(file, file.Existing, field),
    };
}
