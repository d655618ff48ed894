using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Cases;

public sealed class ConsentRulesTests
{
    // Synthetic like all others (sequence 998); born on 15 July 2017.
    private const string Child = "33090220170715998X";

    private static readonly DateTimeOffset Now = new(2026, 8, 3, 3, 0, 0, TimeSpan.Zero);

    private static readonly FixedNotices Notices = WithSecondVersions();

    private static readonly CaseSubmission Good = People.Submission(
        "3f8a1c52-7a0e-4c7e-9d7a-0b1c2d3e4f50", "PS-01", [], Now) with
    {
        Notice = new NoticeData("intake", 2, Now, NoticeForm.Print),
        Consents = [Consent()],
    };

    [Fact]
    public void ProblemOf_GoodSubmission_IsNone() => Assert.Null(ProblemOf(Good));

    [Fact]
    public void ProblemOf_ShownBeforeTheNewVersionAndSubmittedAfterwards_IsNone() =>
        Assert.Null(ProblemOf(Good with { Notice = Good.Notice with { Version = 1, ShownAt = Now.AddDays(-3) } }));

    [Theory]
    [InlineData("other", 2, 0, "notice.code", "UNKNOWN")]
    [InlineData("face-check", 1, 0, "notice.code", "UNKNOWN")]
    [InlineData("intake", 9, 0, "notice.version", "UNKNOWN")]
    [InlineData("intake", 1, 0, "notice.version", "REPLACED")]
    [InlineData("intake", 3, 0, "notice.version", "NOT_YET")]
    [InlineData("intake", 2, 1, "notice.shownAt", "CLOCK")]
    [InlineData("intake", 1, -31, "notice.shownAt", "OUTDATED")]
    public void ProblemOf_NoticeThatWasNotInForce_NamesMemberAndReason(
        string code, int version, int days, string field, string reason) =>
        AssertProblem(
            "notice-invalid",
            field,
            reason,
            Good with { Notice = new NoticeData(code, version, Now.AddDays(days), NoticeForm.Text) });

    public static TheoryData<string, string, Func<ConsentData, ConsentData>> BrokenConsents() => new()
    {
        { "purpose", "UNKNOWN", consent => consent with { Purpose = "advertising" } },
        { "purpose", "UNKNOWN", consent => consent with { Purpose = "intake" } },
        { "noticeVersion", "UNKNOWN", consent => consent with { NoticeVersion = 7 } },
        { "noticeVersion", "REPLACED", consent => consent with { NoticeVersion = 1 } },
        { "givenAt", "CLOCK", consent => consent with { GivenAt = Now.AddHours(1) } },
        { "givenAt", "OUTDATED", consent => consent with { GivenAt = Now.AddDays(-31) } },
        { "witnessId", "WITNESS_MISSING", consent => consent with { Method = ConsentMethod.SpokenWithWitness } },
        { "witnessId", "WITNESS_MISSING", consent => consent with { Method = ConsentMethod.Fingerprint } },
        { "witnessId", "WITNESS_IS_CLERK", consent => consent with { WitnessId = People.Clerk.Id } },
        { "witnessId", "WITNESS_MALFORMED", consent => consent with { WitnessId = "13800000000" } },
        { "deviceId", "DEVICE_MALFORMED", consent => consent with { DeviceId = "林家的 平板" } },
        {
            "guardian",
            "GUARDIAN_NOT_ALLOWED",
            consent => consent with { Guardian = new GuardianData(GuardianRelation.Parent, "林海") }
        },
        { "purpose", "NOT_A_MINOR", consent => consent with { Purpose = "minor-data", NoticeVersion = 1 } },
    };

    [Theory]
    [MemberData(nameof(BrokenConsents))]
    public void ProblemOf_ConsentThatBreaksARule_NamesMemberAndReason(
        string member, string reason, Func<ConsentData, ConsentData> change) =>
        AssertProblem(
            "consent-invalid", $"consents[0].{member}", reason, Good with { Consents = [change(Consent())] });

    [Fact]
    public void ProblemOf_ChildWithoutGuardiansConsent_IsRefused()
    {
        CaseSubmission child = Good with { Resident = Good.Resident with { IdNumber = Child }, Consents = null };

        AssertProblem("consent-invalid", "consents", "GUARDIAN_CONSENT_MISSING", child);
        AssertProblem(
            "consent-invalid", "consents[0].guardian", "GUARDIAN_MISSING", child with { Consents = [Consent()] });
    }

    [Fact]
    public void ProblemOf_ChildWithGuardiansConsent_IsNone()
    {
        GuardianData parent = new(GuardianRelation.Parent, "林海");

        Assert.Null(ProblemOf(Good with
        {
            Resident = Good.Resident with { IdNumber = Child },
            Consents =
            [
                Consent() with { Guardian = parent },
                Consent() with { Purpose = "minor-data", NoticeVersion = 1, Guardian = parent },
            ],
        }));
    }

    [Theory]
    [InlineData("2026-07-14", true)]
    [InlineData("2031-07-14", true)]
    [InlineData("2031-07-15", false)]
    public void IsMinor_UntilTheFourteenthBirthday_IsTrue(string day, bool expected) =>
        Assert.Equal(
            expected,
            ConsentRules.IsMinor(
                Good.Resident with { IdNumber = Child },
                DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Normalize_Ids_AreUniqueUuids()
    {
        Assert.Equal(
            ("malformed-id", "consents[0].consentId"),
            FaultOf(Good with { Consents = [Consent() with { ConsentId = "consent-1" }] }));
        Assert.Equal(
            ("consent-invalid", "consents[1].consentId"), FaultOf(Good with { Consents = [Consent(), Consent()] }));
        Assert.Equal(
            ("field-too-long", "consents"),
            FaultOf(Good with { Consents = [.. Enumerable.Repeat(Consent(), 11)] }));
        Assert.Equal(
            ("name-invalid", "consents[0].guardian.name"),
            FaultOf(Good with
            {
                Consents = [Consent() with { Guardian = new GuardianData(GuardianRelation.Parent, "1") }],
            }));
    }

    private static ConsentData Consent() => new(
        People.ConsentId, "face-check", 2, ConsentMethod.Signature, Now);

    private static FixedNotices WithSecondVersions()
    {
        INotices shipped = NoticeFile.Load(NoticeFile.DefaultPath);
        return new FixedNotices(
        [
            .. shipped.All,
            shipped.Find("intake", 1)! with { Version = 2, ValidFrom = new DateOnly(2026, 8, 1) },
            shipped.Find("intake", 1)! with { Version = 3, ValidFrom = new DateOnly(2026, 9, 1) },
            shipped.Find("face-check", 1)! with { Version = 2, ValidFrom = new DateOnly(2026, 8, 1) },
        ]);
    }

    private static Problem? ProblemOf(CaseSubmission submission) =>
        ConsentRules.ProblemOf(submission, Notices, People.Clerk, Now);

    private static (string, string?) FaultOf(CaseSubmission submission)
    {
        Problem problem = ConsentRules.Normalize(submission).Problem;
        return (problem.Code, problem.Field);
    }

    private static void AssertProblem(string code, string field, string reason, CaseSubmission submission)
    {
        Problem problem = ProblemOf(submission)!;
        Assert.Equal((code, field, reason), (problem.Code, problem.Field, (string?)problem.Facts!["reason"]));
    }
}
