using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Identity;

namespace Daoban.Workflows.Rights;

/// <summary>Everything that a case holds of its resident, in full, to hand over (law 45).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ItemCode">What it is about.</param>
/// <param name="SubmittedAt">When it was taken in.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Name">Name.</param>
/// <param name="IdNumber">Resident ID number.</param>
/// <param name="Address">Address.</param>
/// <param name="Phone">Phone.</param>
/// <param name="BankAccount">Account.</param>
/// <param name="BankAccountKind">Kind of the account.</param>
/// <param name="Note">The clerk's note.</param>
/// <param name="Comments">Comments of reviewers, oldest first.</param>
/// <param name="IdentityCheck">How identity was established.</param>
/// <param name="Notice">Which notice was shown.</param>
/// <param name="Consents">Consents given.</param>
/// <param name="Documents">Papers; their content is handed over on paper.</param>
public sealed record PersonalDataCopy(
    string CaseId,
    string ItemCode,
    DateTimeOffset SubmittedAt,
    CaseStage Stage,
    string Name,
    string IdNumber,
    string Address,
    string? Phone,
    string? BankAccount,
    BankAccountKind? BankAccountKind,
    string? Note,
    IReadOnlyList<string> Comments,
    IdentityCheckRecord IdentityCheck,
    NoticeShownRecord Notice,
    IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<DocumentRecord> Documents);
