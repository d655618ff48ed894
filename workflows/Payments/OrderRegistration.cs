namespace Daoban.Workflows.Payments;

/// <summary>What the bank answered to an order.</summary>
/// <param name="BankReference">Its reference, at most 32 characters; null when refused.</param>
/// <param name="RefusalCode">Why it refused the order for good; null when registered.</param>
public sealed record OrderRegistration(string? BankReference, string? RefusalCode);
