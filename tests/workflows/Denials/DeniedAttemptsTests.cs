using Daoban.TestKit;
using Daoban.Workflows.Alerts;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Denials;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Alerts;
using Daoban.Workflows.Tests.Ledger;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Denials;

public sealed class DeniedAttemptsTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 3, 10, 4, 0, 0, TimeSpan.Zero));
    private readonly Actor actor = new($"clerk-{Guid.NewGuid():N}", "clerk", ["damao"], [], null);
    private readonly StorageAccount storage;

    public DeniedAttemptsTests(AzuriteFixture azurite)
    {
        storage = new StorageAccount(azurite.ConnectionString);
        storage.Tables.CreateTableIfNotExists(AccessLog.TableName);
        storage.Tables.CreateTableIfNotExists(AlertStore.TableName);
        storage.Tables.CreateTableIfNotExists(AnchorMarks.TableName);
        storage.Tables.CreateTableIfNotExists(ReadingIndex.TableName);
    }

    [Fact]
    public async Task Enter_OneRefusal_StandsInTheChainWithFunctionCodeAndCase()
    {
        string caseId = NewId();

        await Create().EnterAsync(new DeniedAttempt(actor, "GetCase", ProblemCodes.StationNotYours, caseId));

        LedgerEntry entry = Assert.Single(await ChainAsync());
        Assert.Equal(
            ("access-denied", "GetCase", "station-not-yours", caseId, "clerk"),
            (entry.Action, entry.Subject, entry.Outcome, entry.CaseId, entry.Role));
    }

    [Fact]
    public async Task Enter_SameRefusalAgainAndAgain_IsEnteredOnceAMinuteAndThenCounted()
    {
        DeniedAttempts attempts = Create();
        DeniedAttempt denied = new(actor, "GetCase", ProblemCodes.StationNotYours, NewId());
        for (int i = 0; i < 100; i++)
        {
            await attempts.EnterAsync(denied);
        }

        await attempts.FlushAsync(isLast: false);
        Assert.Single(await ChainAsync());

        time.Advance(TimeSpan.FromMinutes(1));
        await attempts.FlushAsync(isLast: false);
        await attempts.EnterAsync(denied);

        Assert.Equal([null, "repeated-99", null], (await ChainAsync()).Select(entry => entry.Reason));
    }

    [Fact]
    public async Task Enter_OtherFunctionCodeOrCase_IsAnEntryOfItsOwn()
    {
        DeniedAttempts attempts = Create();
        string caseId = NewId();

        await attempts.EnterAsync(new DeniedAttempt(actor, "GetCase", ProblemCodes.StationNotYours, caseId));
        await attempts.EnterAsync(new DeniedAttempt(actor, "GetCase", ProblemCodes.StationNotYours, NewId()));
        await attempts.EnterAsync(new DeniedAttempt(actor, "GetCase", ProblemCodes.RelativeNotAllowed, caseId));
        await attempts.EnterAsync(new DeniedAttempt(actor, "GetDocument", ProblemCodes.StationNotYours, caseId));

        Assert.Equal(4, (await ChainAsync()).Count);
    }

    [Fact]
    public async Task Enter_FloodOverManyCases_CostsABoundedNumberOfEntriesAndLosesNone()
    {
        DeniedAttempts attempts = Create();
        for (int i = 0; i < 200; i++)
        {
            await attempts.EnterAsync(new DeniedAttempt(actor, "GetCase", ProblemCodes.StationNotYours, NewId()));
        }

        await attempts.FlushAsync(isLast: true);

        IReadOnlyList<LedgerEntry> chain = await ChainAsync();
        Assert.Equal(32, chain.Count);
        Assert.Equal("repeated-169", chain[^1].Reason);
        Assert.Null(chain[^1].CaseId);
    }

    [Fact]
    public async Task Enter_StorageDown_ThrowsNothingAndTriesAgainWithTheNext()
    {
        using ClosedPort port = new();
        CountingLogger<DeniedAttempts> logger = new();
        DeniedAttempts attempts = Create(
            new StorageAccount(port.ConnectionString, options => options.Retry.MaxRetries = 0), logger);
        DeniedAttempt denied = new(actor, "GetCase", ProblemCodes.StationNotYours, CaseId: null);

        await attempts.EnterAsync(denied);
        await attempts.EnterAsync(denied);

        Assert.Equal(2, logger.Lines);
    }

    [Fact]
    public async Task Enter_CaseOfARelative_RaisesAnAlertOnce()
    {
        DeniedAttempts attempts = Create();
        string caseId = NewId();
        foreach (string function in (string[])["GetCase", "GetDocument"])
        {
            await attempts.EnterAsync(new DeniedAttempt(actor, function, ProblemCodes.RelativeNotAllowed, caseId));
        }

        (AlertRecord record, _) = (await new AlertStore(storage).FindAsync(
            ChinaTime.DateOf(time.GetUtcNow()), AlertStore.IdOf(AlertKinds.Relative, actor.Id), default))!.Value;
        Assert.Equal((actor.Id, caseId), (record.ActorId, record.CaseId));
    }

    private DeniedAttempts Create(StorageAccount? other = null, CountingLogger<DeniedAttempts>? logger = null)
    {
        AnchorMarks marks = new(other ?? storage, time, NullLogger<AnchorMarks>.Instance);
        AccessLog log = new(other ?? storage, marks, time);
        AccessAlerts alerts = new(
            new AlertStore(other ?? storage),
            log,
            Microsoft.Extensions.Options.Options.Create(new AlertOptions()),
            NullLogger<AccessAlerts>.Instance);
        return new DeniedAttempts(log, alerts, time, logger ?? new CountingLogger<DeniedAttempts>());
    }

    private async Task<IReadOnlyList<LedgerEntry>> ChainAsync()
    {
        DateOnly day = ChinaTime.DateOf(time.GetUtcNow());
        (IReadOnlyList<LedgerLine> lines, ChainHead? head) =
            await AccessLogs.Create(storage, time).ReadAsync(actor.Id, day, default);
        Assert.True(LedgerChain.IsIntact(LedgerChain.OfAccess(actor.Id, day), lines, head));
        return [.. lines.Select(line => line.Entry)];
    }

    private static string NewId() => Guid.NewGuid().ToString("D");
}
