using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Cases;

/// <summary>The way of a resident's personal fields, and of the note on them, into the case file and back.</summary>
internal sealed class ResidentProtection(IKeyedHash hash)
{
    /// <param name="file">The case file; it has its key.</param>
    /// <param name="resident">In normal form.</param>
    public ResidentRecord Protect(CaseFile file, ResidentData resident)
    {
        return new ResidentRecord(
            Hide("name", resident.Name),
            Hide("idNumber", resident.IdNumber),
            hash.Hash("resident.idNumber", resident.IdNumber),
            resident.Phone is { } phone ? Hide("phone", phone) : null,
            Hide("address", resident.Address),
            resident.BankAccount is { } account ? Hide("bankAccount", account.Number) : null,
            resident.BankAccount?.Kind);

        string Hide(string field, string text) => file.Key.Protect(Scope(file.CaseId, field), text);
    }

    public static string ProtectNote(CaseFile file, string note) => file.Key.Protect(NoteScope(file.CaseId), note);

    /// <summary>One field in full; null when the case has none of that name.</summary>
    public static string? Reveal(CaseFile file, CaseRecord record, string field)
    {
        if (field == "note")
        {
            return record.ProtectedNote is { } note ? file.Key.Unprotect(NoteScope(file.CaseId), note) : null;
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
        return hidden is null ? null : file.Key.Unprotect(Scope(file.CaseId, field), hidden);
    }

    /// <summary>What a list or a case page shows (masking level L2).</summary>
    public static MaskedResident Mask(CaseFile file, CaseRecord record) => new(
        Masking.Name(Reveal(file, record, "name")!, MaskLevel.StaffList),
        Masking.IdNumber(Reveal(file, record, "idNumber")!, MaskLevel.StaffList),
        Reveal(file, record, "phone") is { } phone ? Masking.Phone(phone, MaskLevel.StaffList) : null,
        Reveal(file, record, "bankAccount") is { } account ? Masking.Account(account, MaskLevel.StaffList) : null);

    private static string NoteScope(string caseId) => $"{caseId}/note";

    private static string Scope(string caseId, string field) => $"{caseId}/resident.{field}";
}
