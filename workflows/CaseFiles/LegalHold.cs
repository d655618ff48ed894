namespace Daoban.Workflows.CaseFiles;

/// <summary>A hold on a case: nothing of it is deleted while it stands (rules R13.4).</summary>
/// <param name="ReasonCode">Why: <c>court</c>, <c>audit</c>, <c>complaint</c>.</param>
/// <param name="SetBy">Who set it.</param>
/// <param name="SetAt">UTC instant.</param>
public sealed record LegalHold(string ReasonCode, string SetBy, DateTimeOffset SetAt);
