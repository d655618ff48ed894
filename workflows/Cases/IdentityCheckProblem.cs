using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Cases;

/// <summary>
/// The ways in which an identity check breaks a rule: each names the member in question and has a stable reason.
/// </summary>
internal static class IdentityCheckProblem
{
    /// <summary>No match.</summary>
    public static Problem Outcome => Of("outcome", "OUTCOME");

    /// <summary>Later than now: the station's clock is wrong.</summary>
    public static Problem Clock => Of("checkedAt", "CLOCK");

    /// <summary>Of an earlier visit.</summary>
    public static Problem Outdated => Of("checkedAt", "OUTDATED");

    /// <summary>An unknown method, or one that the item does not use.</summary>
    public static Problem MethodNotAllowed => Of("method", "METHOD_NOT_ALLOWED");

    /// <summary>A face check without the consent to it.</summary>
    public static Problem ConsentMissing => Of("consentId", "CONSENT_MISSING");

    /// <summary>No consent of that id to face checks is in the submission.</summary>
    public static Problem ConsentUnknown => Of("consentId", "CONSENT_UNKNOWN");

    /// <summary>A consent beside a check that needs none.</summary>
    public static Problem ConsentNotAllowed => Of("consentId", "CONSENT_NOT_ALLOWED");

    /// <summary>The consent's id has no form of an id.</summary>
    public static Problem ConsentMalformed => Of("consentId", "CONSENT_MALFORMED");

    /// <summary>The alternative without a second person.</summary>
    public static Problem WitnessMissing => Of("witnessId", "WITNESS_MISSING");

    /// <summary>The witness's id has no form of an id.</summary>
    public static Problem WitnessMalformed => Of("witnessId", "WITNESS_MALFORMED");

    /// <summary>The second person is the first.</summary>
    public static Problem WitnessIsClerk => Of("witnessId", "WITNESS_IS_CLERK");

    private static Problem Of(string member, string reason) =>
        Problem.With(ProblemCodes.IdentityCheckIncomplete, $"identityCheck.{member}", "reason", reason);
}
