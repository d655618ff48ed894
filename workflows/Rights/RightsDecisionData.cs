using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Rights;

/// <summary>What a second person decides of a rights request.</summary>
/// <param name="DecisionId">Lower-case UUID made by the client.</param>
/// <param name="Verdict"><c>approved</c> or <c>rejected</c>.</param>
/// <param name="ReasonCode">One of <see cref="RightsReasons.OfRefusals"/>; required for a rejection.</param>
public sealed record RightsDecisionData(string DecisionId, Verdict Verdict, string? ReasonCode = null);
