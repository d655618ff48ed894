using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Audit;

/// <summary>What the second person says to an unmask request.</summary>
/// <param name="DecisionId">Lower-case UUID made by the client.</param>
/// <param name="Verdict"><c>approved</c> or <c>rejected</c>.</param>
public sealed record UnmaskDecisionData(string DecisionId, Verdict Verdict);
