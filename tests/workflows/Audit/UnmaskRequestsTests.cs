using Daoban.TestKit;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Audit;

public sealed class UnmaskRequestsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Actor Supervisor = new("supervisor-1", "supervisor", [], ["330902"], null);

    private readonly Actor auditor = new($"auditor-{Guid.NewGuid():N}", "auditor", [], [], null);
    private readonly string requestId = Guid.NewGuid().ToString("D");
    private CaseHost host = null!;
    private string caseId = null!;

    private UnmaskRequests Requests => host.Get<UnmaskRequests>();

    public async ValueTask InitializeAsync()
    {
        host = await CaseHost.StartAsync(azurite);
        caseId = await host.SubmitAsync();
        await host.TaskAsync(caseId, 1);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Read_Approved_ShowsTheFieldAndEntersEachStep()
    {
        Attempt<UnmaskRequestView> asked = await RequestAsync("phone");
        Attempt<UnmaskRequestView> decided = await DecideAsync(Supervisor, Verdict.Approved);

        Attempt<UnmaskedReading> read = await ReadAsync();

        Assert.Equal(UnmaskState.Requested, asked.Value.State);
        // A Wednesday: two working days end on Friday at 24:00 in China.
        Assert.Equal(new DateTimeOffset(2026, 7, 17, 16, 0, 0, TimeSpan.Zero), asked.Value.DueAt);
        Assert.Equal((UnmaskState.Approved, "supervisor-1"), (decided.Value.State, decided.Value.DecidedBy));
        Assert.Equal(("phone", "13800000000"), (read.Value.Field!.Field, read.Value.Field.Text));
        LedgerEntry[] steps = await StepsAsync();
        Assert.Equal(["unmask-requested", "unmask-approved"], steps.Select(entry => entry.Action));
        Assert.All(steps, entry => Assert.Equal((requestId, "phone"), (entry.Subject, entry.Outcome)));
        Assert.All(steps, entry => Assert.Equal($"u|{requestId}", Assert.Single(entry.Changes!).Row));
        Assert.Equal(steps[0].Changes![0].After, steps[1].Changes![0].Before);
        LedgerEntry reading = Assert.Single(await ReadingsAsync());
        Assert.Equal(
            ("field-revealed", "phone", requestId, "complaint", caseId),
            (reading.Action, reading.Subject, reading.Outcome, reading.Reason, reading.CaseId));
    }

    [Fact]
    public async Task Read_ApprovedPaper_GivesItsBytes()
    {
        DocumentRecord paper = (await host.FileAsync(caseId)).Documents.Values.First();
        await RequestAsync($"document.{paper.DocumentId}");
        await DecideAsync(Supervisor, Verdict.Approved);

        Attempt<UnmaskedReading> read = await ReadAsync();

        Assert.Equal(paper.Sha256, read.Value.Document!.Document.Sha256);
        LedgerEntry reading = Assert.Single(await ReadingsAsync());
        Assert.Equal(("document-read", paper.DocumentId), (reading.Action, reading.Subject));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Verdict.Rejected)]
    public async Task Read_NotApproved_IsRefusedAndEntersNothing(Verdict? verdict)
    {
        await RequestAsync("name");
        if (verdict is { } decided)
        {
            await DecideAsync(Supervisor, decided);
        }

        Assert.Equal(ProblemCodes.NotApproved, (await ReadAsync()).Problem.Code);
        Assert.Empty(await ReadingsAsync());
    }

    [Fact]
    public async Task Read_ADayAfterTheApproval_IsRefused()
    {
        await RequestAsync("name");
        await DecideAsync(Supervisor, Verdict.Approved);
        host.Time.Advance(UnmaskRules.ApprovalHolds);

        Assert.Equal(ProblemCodes.NotApproved, (await ReadAsync()).Problem.Code);
        Assert.Equal(UnmaskState.Expired, (await Requests.FindAsync(caseId, requestId, default)).Value.State);
    }

    [Fact]
    public async Task Read_BySomebodyElse_IsRefused()
    {
        await RequestAsync("name");
        await DecideAsync(Supervisor, Verdict.Approved);

        Attempt<UnmaskedReading> read = await Requests.ReadAsync(
            caseId, requestId, auditor with { Id = "auditor-9" }, default);

        Assert.Equal(ProblemCodes.RequestNotYours, read.Problem.Code);
    }

    [Fact]
    public async Task Decide_TooLate_FindsTheRequestLapsed()
    {
        UnmaskRequestView asked = (await RequestAsync("name")).Value;
        host.Time.SetUtcNow(asked.DueAt);

        Assert.Equal(ProblemCodes.RequestClosed, (await DecideAsync(Supervisor, Verdict.Approved)).Problem.Code);
        UnmaskRequestView lapsed = Assert.Single((await Requests.ListAsync(caseId, default)).Value.Requests);
        Assert.Equal(UnmaskState.Lapsed, lapsed.State);
        Assert.Equal(["unmask-requested"], (await StepsAsync()).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Decide_ByRequesterOrWhoActedOnTheCase_IsRefused()
    {
        await RequestAsync("name");
        Actor deputy = Supervisor with { OnBehalfOf = auditor.Id };

        foreach (Actor involved in (Actor[])[auditor, deputy, Supervisor with { Id = People.Clerk.Id }])
        {
            Assert.Equal(ProblemCodes.SamePerson, (await DecideAsync(involved, Verdict.Approved)).Problem.Code);
        }

        Assert.Equal(UnmaskState.Requested, (await Requests.FindAsync(caseId, requestId, default)).Value.State);
    }

    [Fact]
    public async Task Decide_Repeated_AnswersAlikeAndEntersOnce()
    {
        await RequestAsync("name");
        UnmaskDecisionData decision = new(Guid.NewGuid().ToString("D"), Verdict.Approved);

        await DecideAsync(Supervisor, decision);
        Attempt<UnmaskRequestView> again = await DecideAsync(Supervisor, decision);
        Attempt<UnmaskRequestView> other = await DecideAsync(Supervisor, decision with { Verdict = Verdict.Rejected });
        Attempt<UnmaskRequestView> second = await DecideAsync(Supervisor, Verdict.Rejected);

        Assert.Equal(UnmaskState.Approved, again.Value.State);
        Assert.Equal(ProblemCodes.DecisionDiffers, other.Problem.Code);
        Assert.Equal(ProblemCodes.RequestClosed, second.Problem.Code);
        Assert.Equal(2, (await StepsAsync()).Length);
    }

    [Fact]
    public async Task Request_Repeated_AnswersAlikeAndAnotherWishDiffers()
    {
        await RequestAsync("name");

        Assert.True((await RequestAsync("name")).Succeeded);
        Assert.Equal(ProblemCodes.RequestDiffers, (await RequestAsync("phone")).Problem.Code);
        Attempt<UnmaskRequestView> twice = await RequestAsync("name", Guid.NewGuid().ToString("D"));
        Assert.Equal(
            (ProblemCodes.RequestOpen, requestId),
            (twice.Problem.Code, (string)twice.Problem.Facts!["requestId"]!));
        Assert.Single(await StepsAsync());
    }

    [Fact]
    public async Task IsApproved_Originals_ForTheRequesterWhileTheApprovalIsGood()
    {
        await RequestAsync(UnmaskFields.Originals);
        Assert.False(await Requests.IsApprovedAsync(caseId, UnmaskFields.Originals, auditor, default));
        await DecideAsync(Supervisor, Verdict.Approved);

        Assert.True(await Requests.IsApprovedAsync(caseId, UnmaskFields.Originals, auditor, default));
        Assert.False(await Requests.IsApprovedAsync(caseId, UnmaskFields.Originals, Supervisor, default));
        Assert.False(await Requests.IsApprovedAsync(caseId, "name", auditor, default));
        Assert.Equal(ProblemCodes.UnknownField, (await ReadAsync()).Problem.Code);
        host.Time.Advance(UnmaskRules.ApprovalHolds);
        Assert.False(await Requests.IsApprovedAsync(caseId, UnmaskFields.Originals, auditor, default));
    }

    private Task<Attempt<UnmaskRequestView>> RequestAsync(string field, string? id = null) => Requests.RequestAsync(
        caseId,
        id ?? requestId,
        new UnmaskRequestData(field, UnmaskReasons.Complaint, "SD-2026/12"),
        auditor,
        host.Client,
        default);

    private Task<Attempt<UnmaskRequestView>> DecideAsync(Actor actor, Verdict verdict) =>
        DecideAsync(actor, new UnmaskDecisionData(Guid.NewGuid().ToString("D"), verdict));

    private Task<Attempt<UnmaskRequestView>> DecideAsync(Actor actor, UnmaskDecisionData decision) =>
        Requests.DecideAsync(caseId, requestId, decision, actor, host.Client, default);

    private Task<Attempt<UnmaskedReading>> ReadAsync() => Requests.ReadAsync(caseId, requestId, auditor, default);

    private async Task<LedgerEntry[]> StepsAsync()
    {
        LedgerView ledger = (await host.Get<CaseLedger>().ReadAsync(caseId, default)).Value;
        Assert.True(ledger.IsIntact);
        return [.. ledger.Entries.Where(entry => entry.Action.StartsWith("unmask-", StringComparison.Ordinal))];
    }

    private async Task<IReadOnlyList<LedgerEntry>> ReadingsAsync() =>
        (await host.Get<AccessChain>().ReadAsync(auditor.Id, "2026-07-15", default)).Value.Entries;
}
