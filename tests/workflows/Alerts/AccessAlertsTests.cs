using Daoban.TestKit;
using Daoban.Workflows.Alerts;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.CaseFiles;
using Daoban.Workflows.Tests.Ledger;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Alerts;

public sealed class AccessAlertsTests
{
    private const int ReadsPerDay = 5;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 3, 10, 4, 0, 0, TimeSpan.Zero));
    private readonly Actor reader = new($"clerk-{Guid.NewGuid():N}", "clerk", ["damao"], [], null);
    private readonly Actor auditor = new("auditor-1", "auditor", [], [], null);
    private readonly CountingLogger<AccessAlerts> logger = new();
    private readonly string connectionString;
    private readonly StorageAccount storage;
    private readonly AccessLog log;

    public AccessAlertsTests(AzuriteFixture azurite)
    {
        connectionString = azurite.ConnectionString;
        storage = new StorageAccount(connectionString);
        storage.Tables.CreateTableIfNotExists(AccessLog.TableName);
        storage.Tables.CreateTableIfNotExists(AlertStore.TableName);
        log = AccessLogs.Create(storage, time);
    }

    [Fact]
    public async Task Read_MoreThanADaysShare_RaisesOneAlertWhateverWasRefusedInBetween()
    {
        PersonalReads reads = Reads();
        for (int i = 0; i < ReadsPerDay; i++)
        {
            await ReadAsync(reads, OwnCase());
            await log.EnterAsync(new(LedgerActions.AccessDenied, reader, "GetCase", "station-not-yours"), default);
        }

        Assert.Null(await FindAsync(AlertKinds.ManyReads));

        await ReadAsync(reads, OwnCase());
        AlertRecord first = (await FindAsync(AlertKinds.ManyReads))!;
        time.Advance(TimeSpan.FromHours(1));
        await ReadAsync(reads, OwnCase());
        await ReadAsync(Reads(), OwnCase());

        Assert.Equal(first, await FindAsync(AlertKinds.ManyReads));
        Assert.Equal(1, logger.Lines);
    }

    [Fact]
    public async Task Read_OnTheNextDay_CountsAnew()
    {
        PersonalReads reads = Reads();
        for (int day = 0; day < 2; day++)
        {
            for (int i = 0; i < ReadsPerDay; i++)
            {
                await ReadAsync(reads, OwnCase());
            }

            Assert.Null(await FindAsync(AlertKinds.ManyReads));
            time.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task Read_CaseOfOthers_IsEnteredAsSuchAndRaisesAnAlert()
    {
        await ReadAsync(Reads(), OwnCase());
        Assert.Null(await FindAsync(AlertKinds.NotOwnCase));

        await ReadAsync(Reads(), Samples.File(CaseStage.InReview, intakeClerk: "clerk-else"));
        await ReadAsync(Reads(), Samples.File(CaseStage.InReview, intakeClerk: "clerk-else"));

        Assert.Equal(Samples.CaseId, (await FindAsync(AlertKinds.NotOwnCase))!.CaseId);
        Assert.Equal(1, logger.Lines);
        (IReadOnlyList<LedgerLine> lines, _) =
            await log.ReadAsync(reader.Id, ChinaTime.DateOf(time.GetUtcNow()), default);
        Assert.Equal([null, "not-own-case", "not-own-case"], lines.Select(line => line.Entry.Outcome));
    }

    [Fact]
    public void IsOwn_CaseFile_IsThatOfItsClerkAndReviewers()
    {
        CaseFile file = Samples.File(CaseStage.InReview);
        ReviewTaskRecord task = new(
            "task-1", 1, ReviewTaskState.Claimed, default, default, default, default, ClaimedBy: "reviewer-1");
        file.TaskRows["task-1"] = task;
        file.DecisionRows["decision-1"] = new DecisionRecord(
            "decision-1",
            "task-0",
            "reviewer-0",
            Verdict.Approved,
            AmountFen: null,
            ReasonCode: null,
            ProtectedComment: null,
            "content",
            default,
            DecisionState.Applied);

        Assert.Equal(
            ["clerk-1", "reviewer-0", "reviewer-1"],
            ((string[])["clerk-1", "clerk-2", "reviewer-0", "reviewer-1", "reviewer-2", "auditor-1"])
                .Where(person => PersonalReads.IsOwn(file, person)));
    }

    [Fact]
    public async Task Read_AlertsDoNotAnswer_IsEnteredAndShownAllTheSame()
    {
        using ClosedPort port = new();
        AccessAlerts alerts = Alerts(
            new StorageAccount(port.ConnectionString, options => options.Retry.MaxRetries = 0));

        await ReadAsync(new PersonalReads(log, alerts), Samples.File(CaseStage.InReview, intakeClerk: "clerk-else"));

        Assert.Equal(1, logger.Lines);
        Assert.Single((await log.ReadAsync(reader.Id, ChinaTime.DateOf(time.GetUtcNow()), default)).Lines);
    }

    [Fact]
    public async Task Acknowledge_Alert_KeepsTheFirstAuditorAndNeverTheOneItIsAbout()
    {
        await ReadAsync(Reads(), Samples.File(CaseStage.InReview, intakeClerk: "clerk-else"));
        AlertDesk desk = new(new AlertStore(storage), time);
        string id = AlertStore.IdOf(AlertKinds.NotOwnCase, reader.Id);

        Assert.Equal(
            ProblemCodes.SamePerson, (await desk.AcknowledgeAsync("2030-03-10", id, reader, default)).Problem.Code);
        AlertView noted = (await desk.AcknowledgeAsync("2030-03-10", id, auditor, default)).Value;
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(("auditor-1", time.GetUtcNow().AddMinutes(-1)), (noted.AcknowledgedBy, noted.AcknowledgedAt));
        Assert.Equal(
            noted,
            (await desk.AcknowledgeAsync("2030-03-10", id, auditor with { Id = "auditor-2" }, default)).Value);
        Assert.Equal(
            ProblemCodes.UnknownAlert, (await desk.AcknowledgeAsync("2030-03-11", id, auditor, default)).Problem.Code);
        Assert.Equal(
            ProblemCodes.UnknownAlert, (await desk.AcknowledgeAsync("2030-03-10", "1", auditor, default)).Problem.Code);
        Assert.Equal("day", (await desk.AcknowledgeAsync("today", id, auditor, default)).Problem.Field);
    }

    [Fact]
    public async Task List_ManyAlerts_ComeInPages()
    {
        DateOnly day = new(2031, 5, 6);
        AlertStore store = new(storage);
        for (int i = 0; i < 130; i++)
        {
            await store.TryAddAsync(
                day, new AlertRecord(AlertKinds.ManyReads, $"clerk-{i}", time.GetUtcNow(), CaseId: null), default);
        }

        AlertDesk desk = new(store, time);
        AlertPage first = (await desk.ListAsync("2031-05-06", null, default)).Value;
        AlertPage second = (await desk.ListAsync("2031-05-06", first.Continuation, default)).Value;

        Assert.Equal((100, 30), (first.Alerts.Count, second.Alerts.Count));
        Assert.Null(second.Continuation);
        Assert.Equal(130, first.Alerts.Concat(second.Alerts).Select(alert => alert.ActorId).Distinct().Count());
        Assert.Equal("continuation", (await desk.ListAsync(null, "x", default)).Problem.Field);
        Assert.Equal("day", (await desk.ListAsync("2031-5-6", null, default)).Problem.Field);
    }

    private PersonalReads Reads() => new(log, Alerts(storage));

    private AccessAlerts Alerts(StorageAccount account) => new(
        new AlertStore(account), log, Options.Create(new AlertOptions { ReadsPerDay = ReadsPerDay }), logger);

    private CaseFile OwnCase() => Samples.File(CaseStage.InReview, intakeClerk: reader.Id);

    private Task ReadAsync(PersonalReads reads, CaseFile file) =>
        reads.EnterAsync(file, LedgerActions.FieldRevealed, "phone", reader, default);

    private async Task<AlertRecord?> FindAsync(string kind) => (await new AlertStore(storage).FindAsync(
        ChinaTime.DateOf(time.GetUtcNow()), AlertStore.IdOf(kind, reader.Id), default))?.Record;
}
