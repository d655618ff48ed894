using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Rights;

/// <summary>What rights requests and their decisions must be. Pure.</summary>
internal static class RightsRules
{
    /// <summary>Why a request cannot be taken down; null when it can.</summary>
    /// <param name="file">The case file; one request of a kind and field waits at a time.</param>
    /// <param name="data">What is asked for.</param>
    public static Problem? ProblemOf(CaseFile file, RightsRequestData data) =>
        file.Existing.DataState is DataState.Deleted ? MaskingPolicy.DataProblemOf(file.Existing)
        : !RightsReasons.OfRequests.Contains(data.ReasonCode) ? new(ProblemCodes.ReasonRequired, "reasonCode")
        : (data.Kind is RightsKind.Correct) switch
        {
            true when data.Field is null || !Corrections.Fields.Contains(data.Field) =>
                new(ProblemCodes.FieldMissing, "field"),
            true when data.NewValue is null => new(ProblemCodes.FieldMissing, "newValue"),
            false when data.Field is not null => new(ProblemCodes.MalformedBody, "field"),
            false when data.NewValue is not null => new(ProblemCodes.MalformedBody, "newValue"),
            _ when file.Requests.Values.Any(other => IsSame(other, data)) => new(ProblemCodes.RequestOpen),
            _ => null,
        };

    /// <summary>Why a decision cannot be taken; null when it can.</summary>
    public static Problem? ProblemOf(RightsDecisionData data) => data switch
    {
        { Verdict: not (Verdict.Approved or Verdict.Rejected) } => new(ProblemCodes.VerdictInvalid, "verdict"),
        { Verdict: Verdict.Rejected, ReasonCode: { } reason } when RightsReasons.OfRefusals.Contains(reason) => null,
        { Verdict: Verdict.Approved, ReasonCode: null } => null,
        _ => new(ProblemCodes.ReasonRequired, "reasonCode"),
    };

    /// <summary>The state after a verdict.</summary>
    public static RightsState StateOf(Verdict verdict) =>
        verdict is Verdict.Approved ? RightsState.Approved : RightsState.Refused;

    /// <summary>The code of a kind, as clients write it.</summary>
    public static string CodeOf(RightsKind kind) => kind.ToString().ToUpperInvariant();

    private static bool IsSame(RightsRequestRecord other, RightsRequestData data) =>
        other.State is RightsState.Open && other.Kind == data.Kind && other.Field == data.Field;
}
