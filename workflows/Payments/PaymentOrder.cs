namespace Daoban.Workflows.Payments;

/// <summary>Input of the activities around one payment order.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="OrderId">The order.</param>
/// <param name="AmountFen">Amount due in fen.</param>
/// <param name="CreatedAt">Orchestration time of its creation; its deadlines count from here.</param>
public sealed record PaymentOrder(string CaseId, string OrderId, long AmountFen, DateTimeOffset CreatedAt);
