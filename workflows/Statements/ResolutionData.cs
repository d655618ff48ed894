namespace Daoban.Workflows.Statements;

/// <summary>How a discrepancy is resolved, as one of the two people says.</summary>
/// <param name="ReasonCode">One of <see cref="ResolutionCodes"/>.</param>
public sealed record ResolutionData(string ReasonCode);
