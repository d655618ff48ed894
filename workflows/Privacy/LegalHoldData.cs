namespace Daoban.Workflows.Privacy;

/// <summary>Sets a legal hold on a case, or takes it off.</summary>
/// <param name="Hold">Whether the hold stands from now on.</param>
/// <param name="ReasonCode"><c>court</c>, <c>audit</c> or <c>complaint</c>.</param>
public sealed record LegalHoldData(bool Hold, string ReasonCode);
