using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Identity;

namespace Daoban.Workflows.Cases;

/// <summary>The way of a resident's personal fields, and of the note on them, into the case file and back.</summary>
internal sealed class ResidentProtection(IFieldProtector protector, IKeyedHash hash)
{
    /// <param name="caseId">The case.</param>
    /// <param name="resident">In normal form.</param>
    public ResidentRecord Protect(string caseId, ResidentData resident)
    {
        return new ResidentRecord(
            protector.Protect(Scope(caseId, "name"), resident.Name),
            protector.Protect(Scope(caseId, "idNumber"), resident.IdNumber),
            hash.Hash("resident.idNumber", resident.IdNumber),
            resident.Phone is { } phone ? protector.Protect(Scope(caseId, "phone"), phone) : null,
            protector.Protect(Scope(caseId, "address"), resident.Address),
            resident.BankAccount is { } account
                ? protector.Protect(Scope(caseId, "bankAccount"), account.Number)
                : null,
            resident.BankAccount?.Kind);
    }

    /// <param name="caseId">The case.</param>
    /// <param name="consent">In normal form.</param>
    /// <param name="textHash">SHA-256 of the text that was shown.</param>
    public ConsentRecord Protect(string caseId, ConsentData consent, string textHash) => new(
        consent.ConsentId,
        consent.Purpose,
        consent.NoticeVersion,
        textHash,
        consent.Method,
        consent.GivenAt.ToUniversalTime(),
        consent.WitnessId,
        consent.Guardian?.Relation,
        consent.Guardian is { } guardian
            ? protector.Protect($"{caseId}/consent.{consent.ConsentId}.guardianName", guardian.Name)
            : null,
        consent.DeviceId);

    public string ProtectNote(string caseId, string note) => protector.Protect(NoteScope(caseId), note);

    /// <summary>One field in full; null when the case has none of that name.</summary>
    public string? Reveal(string caseId, CaseRecord record, string field)
    {
        if (field == "note")
        {
            return record.ProtectedNote is { } note ? protector.Unprotect(NoteScope(caseId), note) : null;
        }

        string? hidden = field switch
        {
            "name" => record.Resident.Name,
            "idNumber" => record.Resident.IdNumber,
            "phone" => record.Resident.Phone,
            "address" => record.Resident.Address,
            "bankAccount" => record.Resident.BankAccount,
            _ => null,
        };
        return hidden is null ? null : protector.Unprotect(Scope(caseId, field), hidden);
    }

    /// <summary>What a list or a case page shows (masking level L2).</summary>
    public MaskedResident Mask(string caseId, CaseRecord record) => new(
        Masking.Name(Reveal(caseId, record, "name")!, MaskLevel.StaffList),
        Masking.IdNumber(Reveal(caseId, record, "idNumber")!, MaskLevel.StaffList),
        Reveal(caseId, record, "phone") is { } phone ? Masking.Phone(phone, MaskLevel.StaffList) : null,
        Masking.Address(Reveal(caseId, record, "address")!),
        Reveal(caseId, record, "bankAccount") is { } account ? Masking.Account(account, MaskLevel.StaffList) : null);

    private static string NoteScope(string caseId) => $"{caseId}/note";

    private static string Scope(string caseId, string field) => $"{caseId}/resident.{field}";
}
