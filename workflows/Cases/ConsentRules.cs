using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Cases;

/// <summary>
/// What the notice shown and the consents of a submission must be (rules R11.3, R11.4, R12.2). Pure.
/// </summary>
internal static class ConsentRules
{
    private const int MaximumConsents = 10;
    private const int AgeOfOwnConsent = 14;
    private const string Reason = "reason";

    /// <summary>What every submission must be, also a repetition: the form of ids, and names in normal form.</summary>
    public static Attempt<CaseSubmission> Normalize(CaseSubmission submission)
    {
        if (submission.Consents is not { } consents)
        {
            return submission;
        }

        if (consents.Count > MaximumConsents)
        {
            return Problem.With(ProblemCodes.FieldTooLong, "consents", "maximumItems", MaximumConsents);
        }

        HashSet<string> ids = [];
        List<ConsentData> normal = [];
        for (int i = 0; i < consents.Count; i++)
        {
            ConsentData consent = consents[i];
            if (!Ids.IsLowerCaseUuid(consent.ConsentId))
            {
                return new Problem(ProblemCodes.MalformedId, $"consents[{i}].consentId");
            }

            if (!ids.Add(consent.ConsentId))
            {
                return Fault(i, "consentId", "REPEATED");
            }

            if (consent.Guardian is { } guardian)
            {
                Attempt<string> name = PersonName.Check(guardian.Name, $"consents[{i}].guardian.name");
                if (!name.Succeeded)
                {
                    return name.Problem;
                }

                consent = consent with { Guardian = guardian with { Name = name.Value } };
            }

            normal.Add(consent);
        }

        return submission with { Consents = normal };
    }

    /// <summary>The first rule that a new submission breaks; null when it breaks none.</summary>
    /// <param name="submission">In normal form.</param>
    /// <param name="notices">Which texts were in force when.</param>
    /// <param name="actor">The clerk.</param>
    /// <param name="now">The present instant.</param>
    public static Problem? ProblemOf(
        CaseSubmission submission, INotices notices, Actor actor, DateTimeOffset now)
    {
        if (ProblemOf(submission.Notice, notices, now) is { } faulty)
        {
            return faulty;
        }

        bool isMinor = IsMinor(submission.Resident, ChinaTime.DateOf(now));
        IReadOnlyList<ConsentData> consents = submission.Consents ?? [];
        for (int i = 0; i < consents.Count; i++)
        {
            if (ProblemOf(i, consents[i], isMinor, notices, actor, now) is { } problem)
            {
                return problem;
            }
        }

        return isMinor && consents.All(consent => consent.Purpose != NoticeCodes.MinorData)
            ? Problem.With(ProblemCodes.ConsentInvalid, "consents", Reason, "GUARDIAN_CONSENT_MISSING")
            : null;
    }

    /// <summary>Under fourteen on the day, by the ID number (Personal Information Protection Law 31).</summary>
    internal static bool IsMinor(ResidentData resident, DateOnly today) =>
        ResidentIdNumber.Check(resident.IdNumber, today, "resident.idNumber") is { Succeeded: true } number
        && number.Value.AgeOn(today) < AgeOfOwnConsent;

    private static Problem? ProblemOf(NoticeData shown, INotices notices, DateTimeOffset now) =>
        shown.Code != NoticeCodes.Intake ? Notice("code", "UNKNOWN")
        : shown.ShownAt > now + SubmissionRules.ClockSkew ? Notice("shownAt", "CLOCK")
        : shown.ShownAt < now - SubmissionRules.OldestCheck ? Notice("shownAt", "OUTDATED")
        : VersionFault(notices, shown.Code, shown.Version, shown.ShownAt) is { } reason
            ? Notice("version", reason)
        : null;

    private static Problem? ProblemOf(
        int index, ConsentData consent, bool isMinor, INotices notices, Actor actor, DateTimeOffset now)
    {
        (string Field, string Reason)? fault = consent switch
        {
            _ when notices.All.All(text => text.Code != consent.Purpose || text.Kind is not NoticeKind.Consent) =>
                ("purpose", "UNKNOWN"),
            _ when consent.GivenAt > now + SubmissionRules.ClockSkew => ("givenAt", "CLOCK"),
            _ when consent.GivenAt < now - SubmissionRules.OldestCheck => ("givenAt", "OUTDATED"),
            _ when VersionFault(notices, consent.Purpose, consent.NoticeVersion, consent.GivenAt) is { } reason =>
                ("noticeVersion", reason),
            _ when !SubmissionRules.IsId(consent.WitnessId) => ("witnessId", "WITNESS_MALFORMED"),
            _ when !SubmissionRules.IsId(consent.DeviceId) => ("deviceId", "DEVICE_MALFORMED"),
            { Method: not ConsentMethod.Signature } when string.IsNullOrEmpty(consent.WitnessId) =>
                ("witnessId", "WITNESS_MISSING"),
            _ when consent.WitnessId == actor.Id => ("witnessId", "WITNESS_IS_CLERK"),
            { Guardian: null } when isMinor => ("guardian", "GUARDIAN_MISSING"),
            { Guardian: not null } when !isMinor => ("guardian", "GUARDIAN_NOT_ALLOWED"),
            { Purpose: NoticeCodes.MinorData } when !isMinor => ("purpose", "NOT_A_MINOR"),
            _ => null,
        };
        return fault is { } found ? Fault(index, found.Field, found.Reason) : null;
    }

    // The version that was in force where and when it was shown: an island may submit days later.
    private static string? VersionFault(INotices notices, string code, int version, DateTimeOffset shownAt) =>
        notices.Find(code, version) is not { } text ? "UNKNOWN"
        : notices.InForce(code, ChinaTime.DateOf(shownAt)) == text ? null
        : text.ValidFrom > ChinaTime.DateOf(shownAt) ? "NOT_YET"
        : "REPLACED";

    private static Problem Notice(string member, string reason) =>
        Problem.With(ProblemCodes.NoticeInvalid, $"notice.{member}", Reason, reason);

    private static Problem Fault(int index, string member, string reason) =>
        Problem.With(ProblemCodes.ConsentInvalid, $"consents[{index}].{member}", Reason, reason);
}
