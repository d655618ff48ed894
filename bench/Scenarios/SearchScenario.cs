using System.Diagnostics;
using Azure.Data.Tables;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;

namespace Daoban.Bench.Scenarios;

/// <summary>Pages of a search by station, item and period among so many cases, read on from page to page.</summary>
/// <param name="name">The scenario.</param>
/// <param name="cases">How many cases the station took in.</param>
internal sealed class SearchScenario(string name, int cases) : IScenario
{
    private const int RowsOfATransaction = 100;
    private const int Pages = 100;

    public string Name => name;

    public async Task<Measurement> RunAsync(string connectionString, RequestCounter requests)
    {
        await using CaseBenchHost host = await CaseBenchHost.StartAsync(connectionString, withEngine: false);
        await SeedAsync(host);
        AuditSearch search = host.Get<AuditSearch>();
        AuditCriteria criteria = new(null, null, null, "damao", "SS-02", null, null, "2026-01-01", null);
        string? next = (await search.SearchAsync(criteria, null, Actor.System, default)).Value.Continuation;
        using var clock = new Stopclock(requests);
        List<TimeSpan> times = [];
        for (int page = 0; page < Pages; page++)
        {
            long began = Stopwatch.GetTimestamp();
            AuditPage found = (await search.SearchAsync(criteria, next, Actor.System, default)).Value;
            times.Add(Stopwatch.GetElapsedTime(began));
            next = found.Continuation;
        }

        return clock.Stop(name, times);
    }

    private async Task SeedAsync(CaseBenchHost host)
    {
        TableClient table = host.Get<StorageAccount>().Tables.GetTableClient(ReadingIndex.TableName);
        DateTimeOffset first = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        foreach (int[] some in Enumerable.Range(0, cases).Chunk(RowsOfATransaction))
        {
            await table.SubmitTransactionAsync(some.Select(number => new TableTransactionAction(
                TableTransactionActionType.Add,
                AuditIndex.ToEntity(
                    AuditIndexRules.OfStation("damao"),
                    Guid.NewGuid().ToString("D"),
                    Entry(first.AddMinutes(number))))));
        }
    }

    private static AuditIndexEntry Entry(DateTimeOffset at) => new(
        1,
        at,
        "clerk-1",
        "clerk",
        LedgerActions.CaseSubmitted,
        Subject: null,
        Person: null,
        "damao",
        "SS-02",
        Verdict: null,
        Stage: null);
}
