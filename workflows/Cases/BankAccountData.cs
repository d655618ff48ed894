using Daoban.Workflows.Identity;

namespace Daoban.Workflows.Cases;

/// <summary>A resident's account (rules §4).</summary>
/// <param name="Kind"><c>CARD</c> (Luhn-checked) or <c>PASSBOOK</c>.</param>
/// <param name="Number">Digits.</param>
public sealed record BankAccountData(BankAccountKind Kind, string Number);
