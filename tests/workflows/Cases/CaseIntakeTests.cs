using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Stations;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Tests.Cases;

public sealed class CaseIntakeTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Submit_Repeated_GetsTheSameReceiptAndStartsOnce()
    {
        CaseSubmission submission = await AcceptedAsync("PS-01");
        await host.TaskAsync(submission.CaseId, 1);
        CaseFile file = await host.FileAsync(submission.CaseId);

        Assert.Equal(file.Existing.SubmittedAt, (await SubmitAsync(submission)).Value.SubmittedAt);
        Assert.Equal("case-differs", (await SubmitAsync(submission with { Note = "other" })).Problem.Code);
        OrchestrationMetadata? instance = await host.Client.GetInstanceAsync(submission.CaseId);
        Assert.Equal(OrchestrationRuntimeStatus.Running, instance!.RuntimeStatus);
    }

    [Fact]
    public async Task Submit_RepeatedAsTypedOtherwise_GetsTheSameReceipt()
    {
        CaseSubmission submission = await AcceptedAsync("PS-01");
        CaseSubmission same = submission with
        {
            Resident = submission.Resident with { IdNumber = "330902 19620715 998X", Phone = "13800000000" },
        };

        Assert.True((await SubmitAsync(same)).Succeeded);
    }

    [Fact]
    public async Task Submit_RepeatedWeeksLater_GetsTheSameReceipt()
    {
        CaseSubmission submission = await AcceptedAsync("PS-01");
        CaseFile file = await host.FileAsync(submission.CaseId);
        host.Time.Advance(TimeSpan.FromDays(40));

        Assert.Equal(file.Existing.SubmittedAt, (await SubmitAsync(submission)).Value.SubmittedAt);
    }

    [Fact]
    public async Task Submit_RepeatedAfterTheCatalogAskedForMore_GetsTheSameReceipt()
    {
        CaseSubmission submission = await AcceptedAsync("PS-01");
        CatalogItem old = host.Get<ICatalog>().Find("PS-01")!;
        MaterialRule added = new() { Code = "M77", NameZh = "证明", NameEn = "Proof", Need = MaterialNeed.Required };
        CaseIntake upgraded = Intake(new FixedCatalog([old, old with
        {
            Version = old.Version + 1,
            Materials = [.. old.Materials, added],
        }]));

        Attempt<CaseReceipt> again = await upgraded.SubmitAsync(submission, People.Clerk, host.Client, default);

        Assert.Equal(old.Version, again.Value.ItemVersion);
        CaseSubmission another = submission with { CaseId = Guid.NewGuid().ToString("D") };
        Assert.Equal(
            "material-missing",
            (await upgraded.SubmitAsync(another, People.Clerk, host.Client, default)).Problem.Code);
    }

    [Fact]
    public async Task Submit_RepeatedAfterTheItemWentOutOfTheCatalog_GetsTheSameReceipt()
    {
        CaseSubmission submission = await AcceptedAsync("PS-01");

        Assert.True(
            (await Intake(new FixedCatalog([])).SubmitAsync(submission, People.Clerk, host.Client, default)).Succeeded);
    }

    [Fact]
    public async Task Submit_StationThatHasClosed_IsRefusedUnlessItIsARepetition()
    {
        CaseSubmission accepted = await AcceptedAsync("PS-01");
        CaseSubmission tooLate = await PrepareAsync("PS-01");
        CaseIntake afterwards = Intake(stations: People.StationsClosedBefore(host.Time.GetUtcNow()));

        Attempt<CaseReceipt> refused = await afterwards.SubmitAsync(tooLate, People.Clerk, host.Client, default);

        Assert.Equal(("unknown-station", "stationId"), (refused.Problem.Code, refused.Problem.Field));
        Assert.True((await afterwards.SubmitAsync(accepted, People.Clerk, host.Client, default)).Succeeded);
    }

    [Fact]
    public async Task Submit_MalformedDocumentIdUnderAKnownCase_IsMalformed()
    {
        CaseSubmission submission = await AcceptedAsync("PS-01");

        Attempt<CaseReceipt> refused = await SubmitAsync(
            submission with { Materials = [submission.Materials[0] with { DocumentId = "PAPER" }] });

        Assert.Equal(("malformed-id", "materials[0].documentId"), (refused.Problem.Code, refused.Problem.Field));
    }

    [Fact]
    public async Task Submit_IdentityCheckOfAnEarlierVisit_IsRefusedAndNothingIsKept()
    {
        CaseSubmission submission = await PrepareAsync("PS-01");
        CaseSubmission late = submission with
        {
            IdentityCheck = submission.IdentityCheck with { CheckedAt = host.Time.GetUtcNow().AddDays(-31) },
        };

        Attempt<CaseReceipt> refused = await SubmitAsync(late);

        Assert.Equal(
            ("identity-check-incomplete", "identityCheck.checkedAt"), (refused.Problem.Code, refused.Problem.Field));
        Assert.Null((await host.FileAsync(submission.CaseId)).Record);
    }

    private async Task<CaseSubmission> PrepareAsync(string itemCode)
    {
        string caseId = Guid.NewGuid().ToString("D");
        return People.Submission(
            caseId, itemCode, await host.UploadAsync(caseId, itemCode), host.Time.GetUtcNow());
    }

    private async Task<CaseSubmission> AcceptedAsync(string itemCode)
    {
        CaseSubmission submission = await PrepareAsync(itemCode);
        Assert.True((await SubmitAsync(submission)).Succeeded);
        return submission;
    }

    private Task<Attempt<CaseReceipt>> SubmitAsync(CaseSubmission submission) =>
        host.Get<CaseIntake>().SubmitAsync(submission, People.Clerk, host.Client, default);

    /// <summary>The intake of another build or day.</summary>
    private CaseIntake Intake(ICatalog? catalog = null, IStations? stations = null) => new(
        host.Get<CaseChanges>(),
        new IntakeCheck(host.Get<DocumentStore>(), catalog ?? host.Get<ICatalog>(), host.Get<INotices>(), host.Time),
        stations ?? host.Get<IStations>(),
        host.Get<ResidentProtection>(),
        host.Get<Relatives>(),
        host.Get<IKeyedHash>(),
        host.Time);
}
