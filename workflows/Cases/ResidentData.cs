namespace Daoban.Workflows.Cases;

/// <summary>The resident, as on the card.</summary>
/// <param name="Name">1 to 50 characters (rules §6).</param>
/// <param name="IdNumber">18 characters (rules §1).</param>
/// <param name="Address">1 to 200 characters.</param>
/// <param name="Phone">Mobile or landline; null when there is none.</param>
/// <param name="BankAccount">Where a benefit is paid to; required when the item has material M06.</param>
public sealed record ResidentData(
    string Name,
    string IdNumber,
    string Address,
    string? Phone = null,
    BankAccountData? BankAccount = null);
