namespace Daoban.Workflows.Cases;

/// <summary>
/// A resident as staff lists show one (masking level L2). Full fields are revealed one by one, each logged.
/// </summary>
/// <param name="Name">Surname and stars.</param>
/// <param name="IdNumber">First three and last four.</param>
/// <param name="Phone">Masked; null when there is none.</param>
/// <param name="Village">The address to the village: tells people of one masked name apart, with the last four.</param>
/// <param name="BankAccount">Masked; null when there is none.</param>
public sealed record MaskedResident(
    string Name, string IdNumber, string? Phone, string Village, string? BankAccount);
