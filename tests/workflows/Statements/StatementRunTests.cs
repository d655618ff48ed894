using System.Globalization;
using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;
using Daoban.Workflows.Tests.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Statements;

/// <summary>Days from Thursday 19 to Tuesday 24 November 2026; the clock is put where a test needs it.</summary>
public sealed class StatementRunTests : IClassFixture<OwnAzuriteFixture>, IAsyncLifetime
{
    private static readonly DateOnly Thursday = new(2026, 11, 19);
    private static readonly DateOnly Friday = Thursday.AddDays(1);

    private readonly StatementWorld world;
    private readonly StatementRun run;

    public StatementRunTests(OwnAzuriteFixture azurite)
    {
        world = new StatementWorld(azurite.ConnectionString);
        StatementCalendar times = new(
            WorkingCalendarFile.Load(WorkingCalendarFile.DefaultPath), Options.Create(new BankOptions()));
        run = new StatementRun(
            world.Import(), world.Book, world.Discrepancies, times, world.Time, NullLogger<StatementRun>.Instance);
    }

    public async ValueTask InitializeAsync()
    {
        foreach (string name in (string[])[StatementBook.TableName, DiscrepancyBook.TableName])
        {
            TableClient table = world.Storage.Tables.GetTableClient(name);
            await foreach (TableEntity row in table.QueryAsync<TableEntity>())
            {
                await table.DeleteEntityAsync(row);
            }
        }

        var files = world.Storage.Blobs.GetBlobContainerClient(StatementFiles.ContainerName);
        await foreach (var file in files.GetBlobsAsync())
        {
            await files.DeleteBlobAsync(file.Name);
        }
    }

    public ValueTask DisposeAsync()
    {
        run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_FirstOfAll_BeginsWithTheDayItRuns()
    {
        await RunAtAsync("2026-11-19T10:00");
        await RunAtAsync("2026-11-20T10:00");

        Assert.Equal([Thursday], world.Source.Asked);
    }

    [Fact]
    public async Task Run_BeforeHalfPastNineAndOnDaysOff_AsksNothing()
    {
        await RunAtAsync("2026-11-19T10:00");
        await RunAtAsync("2026-11-20T09:29");
        Assert.Empty(world.Source.Asked);

        await RunAtAsync("2026-11-20T09:30");
        await RunAtAsync("2026-11-20T09:45");
        Assert.Equal([Thursday, Thursday], world.Source.Asked);

        await RunAtAsync("2026-11-21T10:00");
        Assert.Equal(2, world.Source.Asked.Count);
    }

    [Fact]
    public async Task Run_Monday_BringsInTheDaysOfTheWeekendAndGoesOn()
    {
        await RunAtAsync("2026-11-20T10:00");
        foreach (int day in (int[])[0, 1, 2])
        {
            world.Source.Files[Friday.AddDays(day)] = StatementText.Write(Friday.AddDays(day));
        }

        await RunAtAsync("2026-11-23T09:30");
        await RunAtAsync("2026-11-23T09:45");

        Assert.Equal([Friday, Friday.AddDays(1), Friday.AddDays(2)], world.Source.Asked);
        Assert.Equal(new DateOnly(2026, 11, 23), await world.Book.FirstAsync(Thursday, default));
        Assert.Equal(0, Missing());
    }

    [Fact]
    public async Task Run_BankDoesNotAnswer_IsAskedOncePerRun()
    {
        world.Source.Otherwise = StatementCodes.Unreachable;
        await RunAtAsync("2026-11-20T10:00");

        await RunAtAsync("2026-11-23T09:30");

        Assert.Equal([Friday], world.Source.Asked);
    }

    [Fact]
    public async Task Run_FileDoesNotComeInTime_IsMissingUntilItComes()
    {
        await RunAtAsync("2026-11-20T10:00");
        await RunAtAsync("2026-11-23T11:59");
        Assert.Equal(0, Missing());

        await RunAtAsync("2026-11-23T12:00");
        Assert.Equal(3, Missing());
        Assert.Equal([("statement-missing", DiscrepancyState.Open)], await DiscrepanciesAsync(Friday));

        world.Source.Files[Friday] = StatementText.Write(Friday);
        await RunAtAsync("2026-11-23T12:15");
        Assert.Equal(2, Missing());
        Assert.Equal([("statement-missing", DiscrepancyState.Resolved)], await DiscrepanciesAsync(Friday));
    }

    [Fact]
    public async Task Run_TwoPeopleSayThatThereIsNone_IsNoLongerMissing()
    {
        await RunAtAsync("2026-11-19T10:00");
        await RunAtAsync("2026-11-20T12:00");
        Assert.Equal(1, Missing());
        string id = new DiscrepancyRecord(DiscrepancyCodes.StatementMissing, default).Id;
        await SayAsync(id, "anna");
        await RunAtAsync("2026-11-20T12:15");
        Assert.Equal(1, Missing());

        await SayAsync(id, "bo");
        await RunAtAsync("2026-11-20T12:30");

        Assert.Equal(0, Missing());
        Assert.Equal(StatementState.Waived, (await world.Book.ReadAsync(Thursday, default)).Record.State);
        int asked = world.Source.Asked.Count;
        await RunAtAsync("2026-11-20T12:45");
        Assert.Equal(asked, world.Source.Asked.Count);
    }

    private async Task SayAsync(string id, string who)
    {
        (DiscrepancyRecord known, Azure.ETag tag) = (await world.Discrepancies.FindAsync(Thursday, id, default))!.Value;
        DiscrepancyRecord said = DiscrepancyRules.Resolve(
            known, ResolutionCodes.NothingPaid, new Actor(who, "supervisor", [], [], null), default).Value;
        Assert.True(await world.Discrepancies.TryReplaceAsync(Thursday, said, tag, default));
    }

    private async Task<(string, DiscrepancyState)[]> DiscrepanciesAsync(DateOnly day) =>
        [.. (await world.Discrepancies.ListAsync(day, day, default))[day].Select(one => (one.Code, one.State))];

    private static long Missing() => GaugeReader.Read(StatementRun.GaugeName).Single().Value;

    private async Task RunAtAsync(string timeInChina)
    {
        world.Time.SetUtcNow(DateTimeOffset.Parse(timeInChina + ":00+08:00", CultureInfo.InvariantCulture));
        await run.ContinueAsync(world.Client, default);
    }
}
