using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Statements;

/// <summary>
/// Two different people resolve an exception by saying the same; neither acts for the other. Pure.
/// </summary>
internal static class ExceptionRules
{
    /// <summary>The exception after somebody said how it is resolved; unchanged for a repetition.</summary>
    /// <returns>The exception, <c>resolution-differs</c> or <c>same-person</c>.</returns>
    public static Attempt<ExceptionRecord> Resolve(
        ExceptionRecord known, string reasonCode, Actor by, DateTimeOffset now) => known.State switch
        {
            ExceptionState.Open => Proposed(known, reasonCode, by, now),
            ExceptionState.Resolved => known.ReasonCode == reasonCode ? known : Differs(known),
            _ when known.ProposedBy == by.Id =>
                known.ReasonCode == reasonCode ? known : Proposed(known, reasonCode, by, now),
            _ when by.OnBehalfOf == known.ProposedBy || known.ProposedFor == by.Id =>
                new Problem(ProblemCodes.SamePerson),
            _ when known.ReasonCode != reasonCode => Differs(known),
            _ => known with { State = ExceptionState.Resolved, ResolvedBy = by.Id, ResolvedAt = now },
        };

    private static ExceptionRecord Proposed(
        ExceptionRecord known, string reasonCode, Actor by, DateTimeOffset now) => known with
        {
            State = ExceptionState.Proposed,
            ReasonCode = reasonCode,
            ProposedBy = by.Id,
            ProposedFor = by.OnBehalfOf,
            ProposedAt = now,
        };

    private static Problem Differs(ExceptionRecord known) =>
        Problem.With(ProblemCodes.ResolutionDiffers, "reasonCode", "reasonCode", known.ReasonCode);
}
