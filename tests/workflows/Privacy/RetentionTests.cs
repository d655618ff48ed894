using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Privacy;

/// <summary>Deletion when a period is over, on an account of its own: a run takes whatever is due there.</summary>
public sealed class RetentionTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>, IAsyncLifetime
{
    // The clock jumps: nothing waits for it, and what runs by the second would otherwise run for every one of them.
    private static readonly TimeSpan TenYears = TimeSpan.FromDays(3654);

    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Apply_PeriodOver_DeletesFieldsKeyAndPapersAndTheLedgerVerifies()
    {
        string caseId = await RejectedAsync();
        string person = (await host.FileAsync(caseId)).Existing.Resident.IdNumberHash;
        Assert.NotEmpty(await PersonRows.OfAsync(host, caseId, person));
        host.Time.AdjustTime(host.Time.GetUtcNow() + TenYears);

        await RunAllAsync();

        Assert.Empty(await PersonRows.OfAsync(host, caseId, person));
        CaseFile file = await host.FileAsync(caseId);
        Assert.Equal((DataState.Deleted, "retention-over"), (file.Existing.DataState, file.Existing.DataReason));
        Assert.Null(file.KeyRecord);
        Assert.Empty(await ProtectedTexts.OfAsync(host, caseId));
        Assert.Equal("", file.Existing.Resident.IdNumberHash);
        Assert.All(file.Decisions.Values, decision => Assert.Null(decision.ProtectedComment));
        foreach (string documentId in file.Documents.Keys)
        {
            Assert.Null(await host.Get<DocumentStore>().FindAsync(caseId, documentId, default));
        }

        LedgerView ledger = (await host.Get<CaseLedger>().ReadAsync(caseId, default)).Value;
        Assert.True(ledger.IsIntact);
        Assert.Single(ledger.Entries, entry => entry.Action == "data-deleted");
    }

    [Fact]
    public async Task Apply_DeletedCase_IsShownAsSuchAndOpensNothing()
    {
        string caseId = await RejectedAsync();
        CaseFile before = await host.FileAsync(caseId);
        host.Time.AdjustTime(host.Time.GetUtcNow() + TenYears);
        await RunAllAsync();

        CaseView view = (await host.Get<CaseReader>().ReadAsync(caseId, People.Clerk, default)).Value;
        Attempt<RevealedField> name = await host.Get<CaseReader>().RevealAsync(caseId, "name", People.Clerk, default);
        Attempt<DocumentContent> paper = await host.Get<CaseDocuments>().ReadAsync(
            caseId, before.Documents.Keys.First(), People.Reviewer(1), default);
        NewDocument again = new(caseId, before.Documents.Keys.First(), "M01", "damao", Documents.Samples.Pdf);
        Attempt<StoredDocument> stored = await host.Get<CaseDocuments>().PutAsync(again, People.Clerk, default);

        Assert.Equal((DataState.Deleted, null, false), (view.DataState, view.Resident, view.HasNote));
        Assert.Equal(CaseStage.Rejected, view.Stage);
        Assert.Equal("data-deleted", name.Problem.Code);
        Assert.Equal("data-deleted", paper.Problem.Code);
        Assert.Equal("data-deleted", stored.Problem.Code);
    }

    [Fact]
    public async Task Apply_PeriodNotOver_LeavesTheDataAlone()
    {
        string caseId = await RejectedAsync();
        host.Time.AdjustTime(host.Time.GetUtcNow() + TimeSpan.FromDays(3650));

        await RunAllAsync();

        CaseFile file = await host.FileAsync(caseId);
        Assert.Equal(DataState.Active, file.Existing.DataState);
        Assert.NotNull(file.KeyRecord);
    }

    [Fact]
    public async Task Apply_LegalHold_StopsDeletionUntilItIsTakenOff()
    {
        string caseId = await RejectedAsync();
        Actor admin = new("admin-1", "admin", [], [], null);
        LegalHolds holds = host.Get<LegalHolds>();
        await holds.SetAsync(caseId, new LegalHoldData(true, "court"), admin, host.Client, default);
        host.Time.AdjustTime(host.Time.GetUtcNow() + TenYears);
        await RunAllAsync();
        Assert.Equal(DataState.Active, (await host.FileAsync(caseId)).Existing.DataState);

        await holds.SetAsync(caseId, new LegalHoldData(false, "court"), admin, host.Client, default);
        await RunAllAsync();
        Assert.Equal(DataState.Active, (await host.FileAsync(caseId)).Existing.DataState);
        host.Time.Advance(TimeSpan.FromDays(7));
        await RunAllAsync();

        Assert.Equal(DataState.Deleted, (await host.FileAsync(caseId)).Existing.DataState);
        Attempt<LegalHoldView> late = await holds.SetAsync(
            caseId, new LegalHoldData(true, "audit"), admin, host.Client, default);
        Assert.Equal("data-deleted", late.Problem.Code);
    }

    [Fact]
    public async Task Delete_CutOffBeforeThePapers_IsFinishedByTheNextRunAndEnteredOnce()
    {
        string caseId = await RejectedAsync();
        host.Time.AdjustTime(host.Time.GetUtcNow() + TenYears);
        BlobTrouble trouble = new();
        DataDeletion broken = new(
            host.Get<CaseChanges>(),
            new DocumentStore(
                new StorageAccount(azurite.ConnectionString, trouble.Install), host.Get<UploadLog>(), host.Time),
            host.Get<IDataRegister>(),
            [],
            host.Time);
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() =>
            broken.DeleteAsync(caseId, Actor.System, DeletionReasons.RetentionOver, host.Client, default));
        CaseFile file = await host.FileAsync(caseId);
        Assert.Equal(DataState.Deleted, file.Existing.DataState);
        Assert.NotNull(await host.Get<DocumentStore>().FindAsync(caseId, file.Documents.Keys.First(), default));

        await RunAllAsync();

        Assert.Null(await host.Get<DocumentStore>().FindAsync(caseId, file.Documents.Keys.First(), default));
        LedgerView ledger = (await host.Get<CaseLedger>().ReadAsync(caseId, default)).Value;
        Assert.Single(ledger.Entries, entry => entry.Action == "data-deleted");
    }

    [Fact]
    public async Task Delete_Projections_AreToldWhileTheHashIsStillKnown()
    {
        string caseId = await RejectedAsync();
        host.Time.AdjustTime(host.Time.GetUtcNow() + TenYears);
        string hash = (await host.FileAsync(caseId)).Existing.Resident.IdNumberHash;
        RecordingProjection projection = new();
        DataDeletion deletion = new(
            host.Get<CaseChanges>(),
            host.Get<DocumentStore>(),
            host.Get<IDataRegister>(),
            [projection],
            host.Time);

        Assert.Null(await deletion.DeleteAsync(
            caseId, Actor.System, DeletionReasons.RetentionOver, host.Client, default));

        Assert.Equal([(caseId, hash)], projection.Forgotten);
    }

    [Fact]
    public async Task Apply_OneCaseUnreadable_IsPutOffAndTheOthersAreDealtWith()
    {
        string unreadable = await RejectedAsync();
        string other = await RejectedAsync();
        TableClient files = host.Get<StorageAccount>().Tables.GetTableClient(CaseFileStore.TableName);
        host.Time.AdjustTime(host.Time.GetUtcNow() + TenYears);
        await files.AddEntityAsync(new TableEntity(unreadable, "z|1") { ["Format"] = 99 });

        await RunAllAsync();

        Assert.Equal(DataState.Deleted, (await host.FileAsync(other)).Existing.DataState);
        Assert.Equal(0, await host.Get<RetentionRun>().ApplyAsync(host.Client, default));
        await files.DeleteEntityAsync(unreadable, "z|1");
        host.Time.Advance(TimeSpan.FromDays(7));
        await RunAllAsync();
        Assert.Equal(DataState.Deleted, (await host.FileAsync(unreadable)).Existing.DataState);
    }

    [Fact]
    public async Task Register_EveryProtectedTextOfACase_IsAnElement()
    {
        string caseId = await RejectedAsync();
        await Rights.RightsCases.RequestCorrectionAsync(host, caseId);
        HashSet<string> known = [.. host.Get<IDataRegister>().Elements.SelectMany(element => element.StoredAs)];

        IReadOnlyList<string> found = await ProtectedTexts.OfAsync(host, caseId);

        Assert.Contains("case:resident.idNumber", found);
        Assert.Contains("decision:protectedComment", found);
        Assert.Contains("rights-request:protectedNewValue", found);
        Assert.Empty(found.Except(known));
    }

    private async Task RunAllAsync()
    {
        while (await host.Get<RetentionRun>().ApplyAsync(host.Client, default) > 0)
        {
        }
    }

    private async Task<string> RejectedAsync()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.DecideAsync(
            caseId, 1, new DecisionData(Verdict.Rejected, ReasonCode: RejectionReasons.Other, Comment: "缺户主签字"));
        await host.UntilClosedAsync(caseId);
        return caseId;
    }

    private sealed class RecordingProjection : IPersonalProjection
    {
        public List<(string CaseId, string Hash)> Forgotten { get; } = [];

        public Task ForgetAsync(CaseFile file, CancellationToken cancellationToken)
        {
            Forgotten.Add((file.CaseId, file.Existing.Resident.IdNumberHash));
            return Task.CompletedTask;
        }
    }
}
