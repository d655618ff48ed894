using System.Diagnostics;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;

namespace Daoban.Bench.Scenarios;

/// <summary>Pages of the timeline of a completed case, everything in it checked each time.</summary>
internal sealed class TimelineScenario : IScenario
{
    private const int WarmUp = 20;
    private const int Count = 400;

    public string Name => "timeline-page";

    public async Task<Measurement> RunAsync(string connectionString, RequestCounter requests)
    {
        await using CaseBenchHost host = await CaseBenchHost.StartAsync(connectionString);
        string caseId = await host.RunCaseAsync();
        for (int i = 0; i < WarmUp; i++)
        {
            await ReadAsync(host, caseId);
        }

        using var clock = new Stopclock(requests);
        List<TimeSpan> times = [];
        for (int i = 0; i < Count; i++)
        {
            long began = Stopwatch.GetTimestamp();
            await ReadAsync(host, caseId);
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        return clock.Stop(Name, times);
    }

    private static async Task ReadAsync(CaseBenchHost host, string caseId)
    {
        Attempt<TimelinePage> page = await host.Get<CaseTimeline>().ReadAsync(caseId, null, host.Client, default);
        if (!page.Value.IsSound)
        {
            throw new InvalidOperationException($"The case is not sound: {page.Value.Findings[0]}");
        }
    }
}
