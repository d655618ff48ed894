namespace Daoban.Workflows.Payments;

/// <summary>The bank's own name for an order.</summary>
/// <param name="Value">1 to 32 characters.</param>
public sealed record BankReference(string Value);
