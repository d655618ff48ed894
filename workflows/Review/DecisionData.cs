using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Review;

/// <summary>What a reviewer sends.</summary>
/// <param name="Verdict"><c>approved</c> or <c>rejected</c>.</param>
/// <param name="AmountFen">
/// One-off payment in fen; required (0 = nothing is due) when an approval of this level decides the item's payment,
/// refused otherwise.
/// </param>
/// <param name="ReasonCode">One of <see cref="RejectionReasons"/>; required for a rejection.</param>
/// <param name="Comment">
/// Free text, at most 1,000 characters, stored encrypted; required with <see cref="RejectionReasons.Other"/>.
/// </param>
public sealed record DecisionData(
    Verdict Verdict, long? AmountFen = null, string? ReasonCode = null, string? Comment = null);
