namespace Daoban.Workflows.Payments;

/// <summary>Input of <see cref="PaymentOrchestrator"/>.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="OrderId">The order; also the instance id.</param>
/// <param name="AmountFen">Amount due in fen, above 0.</param>
public sealed record PaymentStart(string CaseId, string OrderId, long AmountFen);
