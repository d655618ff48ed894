using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Tests.CaseFiles;

namespace Daoban.Workflows.Tests.Privacy;

public sealed class MaskingPolicyTests
{
    private static readonly MaskingPolicy Policy = new(
        DataRegisterFile.Load(DataRegisterFile.ElementsPath, DataRegisterFile.RetentionPath));

    private static readonly DateTimeOffset Closed = new(2026, 7, 20, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("clerk", "idNumber", CaseStage.InReview, DisclosureLevel.Full)]
    [InlineData("reviewer", "paper", CaseStage.Submitted, DisclosureLevel.Full)]
    [InlineData("reviewer", "note", CaseStage.PaymentDue, DisclosureLevel.Full)]
    [InlineData("clerk", "idNumber", CaseStage.Completed, DisclosureLevel.StaffList)]
    [InlineData("reviewer", "paper", CaseStage.Completed, DisclosureLevel.Nothing)]
    [InlineData("clerk", "comment", CaseStage.Rejected, DisclosureLevel.Full)]
    [InlineData("clerk", "comment", CaseStage.Lapsed, DisclosureLevel.Nothing)]
    [InlineData("clerk", "note", CaseStage.Rejected, DisclosureLevel.Nothing)]
    [InlineData("reviewer", "comment", CaseStage.Rejected, DisclosureLevel.Nothing)]
    [InlineData("supervisor", "name", CaseStage.InReview, DisclosureLevel.StaffList)]
    [InlineData("supervisor", "note", CaseStage.InReview, DisclosureLevel.Nothing)]
    [InlineData("auditor", "idNumber", CaseStage.InReview, DisclosureLevel.StaffList)]
    [InlineData("auditor", "paper", CaseStage.InReview, DisclosureLevel.Nothing)]
    [InlineData("bank-officer", "bankAccount", CaseStage.PaymentDue, DisclosureLevel.Full)]
    [InlineData("bank-officer", "bankAccount", CaseStage.InReview, DisclosureLevel.StaffList)]
    [InlineData("bank-officer", "name", CaseStage.PaymentDue, DisclosureLevel.StaffList)]
    [InlineData("admin", "name", CaseStage.InReview, DisclosureLevel.Nothing)]
    [InlineData("root", "name", CaseStage.InReview, DisclosureLevel.Nothing)]
    [InlineData("clerk", "shoeSize", CaseStage.InReview, DisclosureLevel.Nothing)]
    public void LevelOf_RoleElementAndStage_IsThatOfTheTable(
        string role, string element, CaseStage stage, DisclosureLevel level) =>
        Assert.Equal(level, Policy.LevelOf(role, element, Record(stage), Closed));

    [Theory]
    [InlineData(30, DisclosureLevel.Full)]
    [InlineData(31, DisclosureLevel.Nothing)]
    public void LevelOf_CommentOfARejection_EndsThirtyDaysAfterTheClosing(int days, DisclosureLevel level) =>
        Assert.Equal(
            level, Policy.LevelOf("clerk", "comment", Record(CaseStage.Rejected), Closed.AddDays(days)));

    [Theory]
    [InlineData("clerk", CaseStage.Completed, "wrong-stage")]
    [InlineData("reviewer", CaseStage.Lapsed, "wrong-stage")]
    [InlineData("auditor", CaseStage.InReview, "role-not-allowed")]
    [InlineData("supervisor", CaseStage.Completed, "role-not-allowed")]
    [InlineData("clerk", CaseStage.InReview, null)]
    public void RefusalToReveal_RoleAndStage_SaysWhy(string role, CaseStage stage, string? code) =>
        Assert.Equal(code, Policy.RefusalToReveal(role, "phone", Record(stage), Closed)?.Code);

    [Theory]
    [InlineData(DataState.Restricted, "data-restricted")]
    [InlineData(DataState.Deleted, "data-deleted")]
    public void RefusalToReveal_DataNotActive_IsToldToEverybodyAtEveryStage(DataState state, string code)
    {
        string[] roles = ["clerk", "reviewer", "supervisor", "bank-officer", "auditor"];
        Assert.All(roles, role => Assert.All(Enum.GetValues<CaseStage>(), stage =>
        {
            CaseRecord record = Record(stage) with { DataState = state, DataReason = "resident-request" };
            Assert.Equal(code, Policy.RefusalToReveal(role, "name", record, Closed)!.Code);
            Assert.Equal(DisclosureLevel.Nothing, Policy.LevelOf(role, "name", record, Closed));
        }));
    }

    [Fact]
    public void ResidentFields_All_AreElementsOfTheRegister() =>
        Assert.All(ResidentFields.All, field => Assert.Equal(
            DisclosureLevel.Full, Policy.LevelOf("clerk", field, Record(CaseStage.InReview), Closed)));

    // 18 digits with a birth date beside them are the whole number (masking.md).
    [Fact]
    public void CaseView_Members_NameNoBirthDateAndNoAge() =>
        Assert.DoesNotContain(
            typeof(MaskedResident).GetProperties().Concat(typeof(CaseView).GetProperties()),
            member => member.Name is "Age"
                || member.Name.Contains("Birth", StringComparison.Ordinal)
                || member.PropertyType == typeof(DateOnly));

    private static CaseRecord Record(CaseStage stage) => Samples.File(stage).Existing with
    {
        ClosedAt = CaseStages.IsFinal(stage) ? Closed : null,
    };
}
