namespace Daoban.Workflows.Payments;

/// <summary>Input of <see cref="IssuePaymentNotice"/>.</summary>
/// <param name="Order">The order.</param>
/// <param name="BankReference">The bank's reference, at most 32 characters.</param>
public sealed record PaymentNotice(PaymentOrder Order, string BankReference);
