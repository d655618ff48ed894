using Daoban.Workflows.Identity;

namespace Daoban.Workflows.CaseFiles;

/// <summary>The resident's personal fields, each protected under the scope <c>{caseId}/resident.{field}</c>.</summary>
/// <param name="Name">Protected name as on the card.</param>
/// <param name="IdNumber">Protected resident ID number, normalised.</param>
/// <param name="IdNumberHash">Keyed hash of the ID number, for search.</param>
/// <param name="Phone">Protected phone; null when the resident has none.</param>
/// <param name="Address">Protected address.</param>
/// <param name="BankAccount">Protected card or passbook number; null when the item needs none.</param>
/// <param name="BankAccountKind"><c>CARD</c> or <c>PASSBOOK</c>; null without an account.</param>
public sealed record ResidentRecord(
    string Name,
    string IdNumber,
    string IdNumberHash,
    string? Phone,
    string Address,
    string? BankAccount,
    BankAccountKind? BankAccountKind);
