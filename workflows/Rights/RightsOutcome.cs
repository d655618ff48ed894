namespace Daoban.Workflows.Rights;

/// <summary>Output of <see cref="RightsRequestOrchestrator"/>.</summary>
/// <param name="Outcome">What was done.</param>
/// <param name="ReasonCode">Why something else was done than asked for.</param>
public sealed record RightsOutcome(string Outcome, string? ReasonCode);
