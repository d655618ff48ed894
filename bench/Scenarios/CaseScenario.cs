using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Daoban.Bench.Scenarios;

/// <summary>
/// Whole cases, one after the other: ledger, commitments, encryption and engine, with the index or without.
/// </summary>
/// <param name="name">The scenario.</param>
/// <param name="withIndex">Whether the search index is written.</param>
internal sealed class CaseScenario(string name, bool withIndex) : IScenario
{
    private const int WarmUp = 25;
    private const int Count = 60;

    public string Name => name;

    public async Task<Measurement> RunAsync(string connectionString, RequestCounter requests)
    {
        await using CaseBenchHost host = await CaseBenchHost.StartAsync(connectionString, withIndex);
        for (int i = 0; i < WarmUp; i++)
        {
            await host.RunCaseAsync();
        }

        using RequestProfile profile = new();
        using var clock = new Stopclock(requests);
        List<TimeSpan> times = [];
        for (int i = 0; i < Count; i++)
        {
            long began = Stopwatch.GetTimestamp();
            await host.RunCaseAsync();
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        Measurement measured = clock.Stop(name, times);
        foreach ((string request, int count) in profile.Take())
        {
            AnsiConsole.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  {count / (double)Count,6:0.0} {request}"));
        }

        return measured;
    }
}
