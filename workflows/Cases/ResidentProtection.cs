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

    /// <param name="file">The case file; it has its key.</param>
    /// <param name="consent">In normal form.</param>
    /// <param name="textHash">SHA-256 of the text that was shown.</param>
    public static ConsentRecord Protect(CaseFile file, ConsentData consent, string textHash) => new(
        consent.ConsentId,
        consent.Purpose,
        consent.NoticeVersion,
        textHash,
        consent.Method,
        consent.GivenAt.ToUniversalTime(),
        consent.WitnessId,
        consent.Guardian?.Relation,
        consent.Guardian is { } guardian
            ? file.Key.Protect($"{file.CaseId}/consent.{consent.ConsentId}.guardianName", guardian.Name)
            : null,
        consent.DeviceId);

    /// <summary>The resident with one field put right.</summary>
    /// <param name="file">The case file; it has its key.</param>
    /// <param name="resident">As it stands.</param>
    /// <param name="field">One of <see cref="ResidentFields"/>, but the note.</param>
    /// <param name="content">In normal form.</param>
    public ResidentRecord Correct(CaseFile file, ResidentRecord resident, string field, string content)
    {
        string hidden = file.Key.Protect(Scope(file.CaseId, field), content);
        return field switch
        {
            "name" => resident with { Name = hidden },
            "idNumber" => resident with
            {
                IdNumber = hidden,
                IdNumberHash = hash.Hash("resident.idNumber", content),
            },
            "phone" => resident with { Phone = hidden },
            "address" => resident with { Address = hidden },
            "bankAccount" => resident with { BankAccount = hidden },
            _ => throw new ArgumentOutOfRangeException(nameof(field), "Not a field that can be corrected."),
        };
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
        Masking.Address(Reveal(file, record, "address")!),
        Reveal(file, record, "bankAccount") is { } account ? Masking.Account(account, MaskLevel.StaffList) : null);

    private static string NoteScope(string caseId) => $"{caseId}/note";

    private static string Scope(string caseId, string field) => $"{caseId}/resident.{field}";
}
