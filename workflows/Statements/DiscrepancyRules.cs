using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Statements;

/// <summary>
/// Two different people resolve a discrepancy by saying the same; neither acts for the other. Pure.
/// </summary>
internal static class DiscrepancyRules
{
    /// <summary>The discrepancy after somebody said how it is resolved; unchanged for a repetition.</summary>
    /// <returns>The discrepancy, <c>resolution-differs</c> or <c>same-person</c>.</returns>
    public static Attempt<DiscrepancyRecord> Resolve(
        DiscrepancyRecord known, string reasonCode, Actor by, DateTimeOffset now) => known.State switch
        {
            DiscrepancyState.Open => Proposed(known, reasonCode, by, now),
            DiscrepancyState.Resolved => known.ReasonCode == reasonCode ? known : Differs(known),
            _ when known.ProposedBy == by.Id =>
                known.ReasonCode == reasonCode ? known : Proposed(known, reasonCode, by, now),
            _ when by.OnBehalfOf == known.ProposedBy || known.ProposedFor == by.Id =>
                new Problem(ProblemCodes.SamePerson),
            _ when known.ReasonCode != reasonCode => Differs(known),
            _ => known with { State = DiscrepancyState.Resolved, ResolvedBy = by.Id, ResolvedAt = now },
        };

    private static DiscrepancyRecord Proposed(
        DiscrepancyRecord known, string reasonCode, Actor by, DateTimeOffset now) => known with
        {
            State = DiscrepancyState.Proposed,
            ReasonCode = reasonCode,
            ProposedBy = by.Id,
            ProposedFor = by.OnBehalfOf,
            ProposedAt = now,
        };

    private static Problem Differs(DiscrepancyRecord known) =>
        Problem.With(ProblemCodes.ResolutionDiffers, "reasonCode", "reasonCode", known.ReasonCode);
}
