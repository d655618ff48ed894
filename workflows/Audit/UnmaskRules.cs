using System.Text.RegularExpressions;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Audit;

/// <summary>Who may ask for what, who may approve it, and until when. Pure.</summary>
internal static partial class UnmaskRules
{
    /// <summary>How long a request waits for its decision.</summary>
    public static Duration DecideWithin { get; } = new(2, DurationUnit.WorkingDays);

    /// <summary>How long an approval is good.</summary>
    public static TimeSpan ApprovalHolds { get; } = TimeSpan.FromHours(24);

    /// <summary>Where a request stands: every reader computes it, so no timer has to write that one lapsed.</summary>
    public static UnmaskState StateOf(UnmaskRequestRecord request, DateTimeOffset now) => request.Verdict switch
    {
        null => now < request.DueAt ? UnmaskState.Requested : UnmaskState.Lapsed,
        Verdict.Approved => now < request.ValidUntil ? UnmaskState.Approved : UnmaskState.Expired,
        _ => UnmaskState.Rejected,
    };

    /// <summary>Why the request cannot be made; null when it can.</summary>
    public static Problem? ProblemOf(CaseFile file, UnmaskRequestData data) => data switch
    {
        _ when !UnmaskFields.Has(file, data.Field) => new(ProblemCodes.UnknownField, "field"),
        _ when !UnmaskReasons.All.Contains(data.ReasonCode) => new(ProblemCodes.ReasonRequired, "reasonCode"),
        { Reference: { } reference } when !FileNumber().IsMatch(reference) || PersonalNumber.IsIn(reference) =>
            new(ProblemCodes.ReferenceInvalid, "reference"),
        _ => null,
    };

    /// <summary>Whether somebody acted on the case: such people neither ask nor approve.</summary>
    public static bool IsInvolved(CaseFile file, Actor actor) => Involved(file).Any(id => IsOrActsFor(actor, id));

    /// <summary>Whether the actor is that person or does that person's work.</summary>
    public static bool IsOrActsFor(Actor actor, string? personId) =>
        personId is not null && (actor.Id == personId || actor.OnBehalfOf == personId);

    private static IEnumerable<string?> Involved(CaseFile file) =>
    [
        file.Existing.IntakeClerkId,
        file.Existing.IdentityCheck.WitnessId,
        .. file.Tasks.Values.Select(task => task.ClaimedBy),
        .. file.Decisions.Values.Select(decision => decision.ReviewerId),
    ];

    [GeneratedRegex(@"^[A-Za-z0-9._:/-]{1,64}\z")]
    private static partial Regex FileNumber();
}
