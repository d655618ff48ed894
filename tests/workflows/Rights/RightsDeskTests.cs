using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Rights;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Rights;

public sealed class RightsDeskTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly RightsRequestData Copy = new(RightsKind.Copy, RightsReasons.ResidentAsked);

    private CaseHost host = null!;
    private string caseId = null!;

    public async ValueTask InitializeAsync()
    {
        host = await CaseHost.StartAsync(azurite);
        caseId = await host.SubmitAsync("PS-01");
        await host.TaskAsync(caseId, 1);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Request_Repeated_AnswersAlikeAndIsEnteredOnce()
    {
        string requestId = NewId();
        RightsRequestView first = (await RequestAsync(requestId, Copy)).Value;
        RightsRequestView again = (await RequestAsync(requestId, Copy)).Value;

        Assert.Equal(first, again);
        Assert.Equal(
            "request-differs",
            (await RequestAsync(requestId, Copy with { ReasonCode = RightsReasons.PurposeAchieved })).Problem.Code);
        Assert.Equal("request-open", (await RequestAsync(NewId(), Copy)).Problem.Code);
        Assert.Single(await EntriesAsync(), entry => entry.Action == "rights-requested");
    }

    public static TheoryData<RightsRequestData, string, string> Broken() => new()
    {
        { Copy with { ReasonCode = "because" }, "reason-required", "reasonCode" },
        { Copy with { Field = "name" }, "malformed-body", "field" },
        { Copy with { NewValue = "x" }, "malformed-body", "newValue" },
        { Correction("note", "x"), "field-missing", "field" },
        { Correction(null, "x"), "field-missing", "field" },
        { Correction("name", null), "field-missing", "newValue" },
        { Correction("name", "1"), "name-invalid", "newValue" },
        { Correction("idNumber", "330902196207159981"), "id-number-invalid", "newValue" },
        { Correction("phone", "12345"), "phone-invalid", "newValue" },
        { Correction("address", ""), "address-invalid", "newValue" },
        { Correction("bankAccount", "6228480000000008"), "account-invalid", "newValue" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Request_ThatBreaksARule_IsRefusedAndNothingIsKept(
        RightsRequestData data, string code, string field)
    {
        ChainHead head = (await host.FileAsync(caseId)).Head!;

        Problem problem = (await RequestAsync(NewId(), data)).Problem;

        Assert.Equal((code, field), (problem.Code, problem.Field));
        Assert.Equal(head, (await host.FileAsync(caseId)).Head);
    }

    [Fact]
    public async Task Decide_ByWhoTookItDown_IsRefused()
    {
        string requestId = NewId();
        Assert.True((await RequestAsync(requestId, Copy)).Succeeded);
        Actor both = People.Clerk with { Role = "supervisor" };

        Assert.Equal(
            "same-person",
            (await DecideAsync(requestId, new RightsDecisionData(NewId(), Verdict.Approved), both)).Problem.Code);
    }

    [Fact]
    public async Task Decide_Repeated_AnswersAlikeAndASecondDecisionComesTooLate()
    {
        string requestId = NewId();
        Assert.True((await RequestAsync(requestId, Copy)).Succeeded);
        await RightsCases.WaitingAsync(host, requestId);
        RightsDecisionData refusal = new(NewId(), Verdict.Rejected, RightsReasons.IdentityNotProven);
        Assert.Equal(RightsState.Refused, (await DecideAsync(requestId, refusal)).Value.State);
        await RightsCases.UntilDoneAsync(host, caseId, requestId);

        Assert.Equal(RightsState.Refused, (await DecideAsync(requestId, refusal)).Value.State);
        Assert.Equal(
            "decision-differs",
            (await DecideAsync(requestId, new RightsDecisionData(refusal.DecisionId, Verdict.Approved))).Problem.Code);
        Assert.Equal(
            "request-closed", (await DecideAsync(requestId, refusal with { DecisionId = NewId() })).Problem.Code);
        Assert.Single(await EntriesAsync(), entry => entry.Action == "rights-decided");
    }

    [Theory]
    [InlineData(Verdict.Rejected, null)]
    [InlineData(Verdict.Rejected, "resident-asked")]
    [InlineData(Verdict.Approved, "field-is-right")]
    public async Task Decide_ReasonThatDoesNotFit_IsRefused(Verdict verdict, string? reason)
    {
        string requestId = NewId();
        Assert.True((await RequestAsync(requestId, Copy)).Succeeded);

        Problem problem = (await DecideAsync(requestId, new RightsDecisionData(NewId(), verdict, reason))).Problem;

        Assert.Equal(("reason-required", "reasonCode"), (problem.Code, problem.Field));
    }

    [Fact]
    public async Task Decide_UnknownRequest_IsRefused() =>
        Assert.Equal(
            "unknown-request",
            (await DecideAsync(NewId(), new RightsDecisionData(NewId(), Verdict.Approved))).Problem.Code);

    private static string NewId() => Guid.NewGuid().ToString("D");

    private static RightsRequestData Correction(string? field, string? newValue) =>
        new(RightsKind.Correct, RightsReasons.Inaccurate, field, newValue);

    private Task<Attempt<RightsRequestView>> RequestAsync(string requestId, RightsRequestData data) =>
        host.Get<RightsDesk>().RequestAsync(caseId, requestId, data, People.Clerk, host.Client, default);

    private Task<Attempt<RightsRequestView>> DecideAsync(
        string requestId, RightsDecisionData data, Actor? actor = null) =>
        host.Get<RightsDesk>().DecideAsync(
            caseId, requestId, data, actor ?? RightsCases.Supervisor, host.Client, default);

    private async Task<IEnumerable<LedgerEntry>> EntriesAsync() =>
        (await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default)).Select(line => line.Entry);
}
