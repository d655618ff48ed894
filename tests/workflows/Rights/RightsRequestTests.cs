using Daoban.TestKit;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Rights;
using Daoban.Workflows.Tests.Cases;
using Daoban.Workflows.Tests.Privacy;

namespace Daoban.Workflows.Tests.Rights;

public sealed class RightsRequestTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Copy_Approved_IsReadByItsClerkForADayAndEachReadingIsEntered()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        string requestId = await AskAsync(caseId, RightsKind.Copy);
        DataCopies copies = host.Get<DataCopies>();
        Assert.Equal("copy-not-readable", await ProblemAsync(People.Clerk));
        await ApproveAsync(caseId, requestId);

        PersonalDataCopy copy = (await copies.ReadAsync(caseId, requestId, People.Clerk, default)).Value;

        Assert.Equal(("沈海珍", "33090219620715998X"), (copy.Name, copy.IdNumber));
        Assert.Equal(("13800000000", "6228480000000007"), (copy.Phone, copy.BankAccount));
        Assert.Equal("腿脚不便，由家人陪同", copy.Note);
        (IReadOnlyList<LedgerLine> lines, _) = await host.Get<AccessLog>().ReadAsync(
            People.Clerk.Id, new DateOnly(2026, 7, 15), default);
        Assert.Contains(lines, line =>
            line.Entry is { Action: "data-copied" } && line.Entry.Subject == requestId && line.Entry.CaseId == caseId);
        Actor colleague = People.Clerk with { Id = "clerk-2" };
        Assert.Equal("copy-not-readable", await ProblemAsync(colleague));
        host.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.Equal("copy-not-readable", await ProblemAsync(People.Clerk));

        async Task<string> ProblemAsync(Actor reader) =>
            (await copies.ReadAsync(caseId, requestId, reader, default)).Problem.Code;
    }

    [Fact]
    public async Task Correct_Approved_ReplacesTheFieldAndCommitsBeforeAndAfter()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.TaskAsync(caseId, 1);
        string requestId = await RightsCases.RequestCorrectionAsync(host, caseId);
        await ApproveAsync(caseId, requestId);

        Attempt<RevealedField> address = await host.Get<CaseReader>().RevealAsync(
            caseId, "address", People.Clerk, default);

        Assert.Equal("舟山市定海区环南街道大猫村 9 号", address.Value.Text);
        CaseFile file = await host.FileAsync(caseId);
        Assert.Null(file.Requests[requestId].ProtectedNewValue);
        LedgerEntry entry = Assert.Single(await EntriesAsync(caseId), entry => entry.Action == "rights-carried-out");
        RowChange change = Assert.Single(entry.Changes!, change => change.Row == "case");
        Assert.NotNull(change.Before);
        Assert.Equal(file.Key.Commit("case", file.Texts["case"]), change.After);
    }

    [Fact]
    public async Task Correct_IdNumber_MovesTheSearchHash()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        string before = (await host.FileAsync(caseId)).Existing.Resident.IdNumberHash;
        string requestId = await RightsCases.RequestAsync(host, caseId, new RightsRequestData(
            RightsKind.Correct, RightsReasons.Inaccurate, "idNumber", "330903 19511231 9997"));
        await ApproveAsync(caseId, requestId);

        string after = (await host.FileAsync(caseId)).Existing.Resident.IdNumberHash;
        Assert.NotEqual(before, after);
        Assert.Empty(await PersonRows.OfAsync(host, caseId, before));
        Assert.NotEmpty(await PersonRows.OfAsync(host, caseId, after));
    }

    [Fact]
    public async Task Restrict_Approved_RefusesEverythingButStorage()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.TaskAsync(caseId, 1);
        string requestId = await AskAsync(caseId, RightsKind.Restrict);
        await ApproveAsync(caseId, requestId);
        string documentId = (await host.FileAsync(caseId)).Documents.Keys.First();

        Attempt<RevealedField> name = await host.Get<CaseReader>().RevealAsync(caseId, "name", People.Clerk, default);
        Attempt<DocumentContent> paper = await host.Get<CaseDocuments>().ReadAsync(
            caseId, documentId, People.Reviewer(1), default);
        CaseView view = (await host.Get<CaseReader>().ReadAsync(caseId, People.Clerk, default)).Value;

        Assert.Equal(("data-restricted", "data-restricted"), (name.Problem.Code, paper.Problem.Code));
        Assert.Equal((DataState.Restricted, "resident-request"), (view.DataState, view.DataReason));
        Assert.Null(view.Resident);
        Assert.NotNull(await host.Get<DocumentStore>().FindAsync(caseId, documentId, default));
    }

    [Fact]
    public async Task Delete_ApprovedWhileTheLawAsksForKeeping_RestrictsAndSaysWhy()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        string requestId = await AskAsync(caseId, RightsKind.Delete);

        RightsRequestRecord done = await ApproveAsync(caseId, requestId);

        Assert.Equal(("restricted", "retention-not-over"), (done.Outcome, done.OutcomeReason));
        CaseRecord record = (await host.FileAsync(caseId)).Existing;
        Assert.Equal((DataState.Restricted, "retention-not-over"), (record.DataState, record.DataReason));
    }

    [Fact]
    public async Task Delete_ApprovedWhenThePeriodIsOver_ShredsAndTheLedgerVerifies()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        host.Time.AdjustTime(host.Time.GetUtcNow() + TimeSpan.FromDays(3654));
        string requestId = await AskAsync(caseId, RightsKind.Delete);

        RightsRequestRecord done = await ApproveAsync(caseId, requestId);

        Assert.Equal("deleted", done.Outcome);
        CaseFile file = await host.FileAsync(caseId);
        Assert.Equal((DataState.Deleted, "resident-request"), (file.Existing.DataState, file.Existing.DataReason));
        Assert.Null(file.KeyRecord);
        Assert.True((await host.Get<CaseLedger>().ReadAsync(caseId, default)).Value.IsIntact);
        Attempt<RightsRequestView> late = await host.Get<RightsDesk>().RequestAsync(
            caseId,
            Guid.NewGuid().ToString("D"),
            new RightsRequestData(RightsKind.Copy, RightsReasons.ResidentAsked),
            People.Clerk,
            host.Client,
            default);
        Assert.Equal("data-deleted", late.Problem.Code);
    }

    [Fact]
    public async Task Refused_Request_ChangesNothingAndSaysWhy()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        string requestId = await AskAsync(caseId, RightsKind.Restrict);

        Attempt<RightsRequestView> refused = await RightsCases.DecideAsync(
            host, caseId, requestId, Verdict.Rejected, RightsReasons.LawRequiresKeeping);
        RightsRequestRecord done = await RightsCases.UntilDoneAsync(host, caseId, requestId);

        Assert.Equal(RightsState.Refused, refused.Value.State);
        Assert.Equal(("nothing", "law-requires-keeping"), (done.Outcome, done.OutcomeReason));
        Assert.Equal(DataState.Active, (await host.FileAsync(caseId)).Existing.DataState);
    }

    [Fact]
    public async Task Restrict_NobodyDecides_IsRemindedAndRestrictedAfterFifteenWorkingDays()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        string requestId = await AskAsync(caseId, RightsKind.Restrict);
        RightsRequestRecord request = (await host.FileAsync(caseId)).Requests[requestId];

        // 2026-07-15 is a Wednesday: fifteen working days end on Wednesday the 5th of August at 24:00 in China.
        Assert.Equal(new DateTimeOffset(2026, 8, 5, 16, 0, 0, TimeSpan.Zero), request.DueAt);
        Assert.Equal(request.DueAt, request.LapseAt);
        host.Time.Advance(request.RemindAt - host.Time.GetUtcNow());
        await host.UntilAsync(caseId, file => file.Requests[requestId].RemindedAt is not null);
        host.Time.Advance(request.DueAt - host.Time.GetUtcNow());
        RightsRequestRecord done = await RightsCases.UntilDoneAsync(host, caseId, requestId);

        Assert.Equal(
            (RightsState.Lapsed, "restricted", "not-decided-in-time"), (done.State, done.Outcome, done.OutcomeReason));
        Assert.Equal(DataState.Restricted, (await host.FileAsync(caseId)).Existing.DataState);
    }

    [Fact]
    public async Task Copy_NobodyDecides_IsOverdueAndCanStillBeDecided()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        string requestId = await AskAsync(caseId, RightsKind.Copy);
        RightsRequestRecord request = (await host.FileAsync(caseId)).Requests[requestId];
        host.Time.Advance(request.RemindAt - host.Time.GetUtcNow());
        await host.UntilAsync(caseId, file => file.Requests[requestId].RemindedAt is not null);
        host.Time.Advance(request.DueAt - host.Time.GetUtcNow());
        await host.UntilAsync(caseId, file => file.Requests[requestId].OverdueAt is not null);

        RightsRequestView overdue = (await host.Get<RightsDesk>().ReadAsync(caseId, requestId, default)).Value;
        RightsRequestRecord done = await ApproveAsync(caseId, requestId);

        Assert.True(overdue.IsOverdue);
        Assert.Equal("copy-released", done.Outcome);
    }

    private Task<string> AskAsync(string caseId, RightsKind kind) => RightsCases.RequestAsync(
        host, caseId, new RightsRequestData(kind, RightsReasons.ResidentAsked));

    private async Task<RightsRequestRecord> ApproveAsync(string caseId, string requestId)
    {
        Assert.True((await RightsCases.DecideAsync(host, caseId, requestId, Verdict.Approved)).Succeeded);
        return await RightsCases.UntilDoneAsync(host, caseId, requestId);
    }

    private async Task<IEnumerable<LedgerEntry>> EntriesAsync(string caseId) =>
        (await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default)).Select(line => line.Entry);
}
