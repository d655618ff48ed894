using System.Diagnostics.Metrics;
using Azure;
using Daoban.Workflows.Telemetry;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Comparing;

/// <summary>
/// Goes on with the two walks of the comparison, a bounded part of each per run, and begins them anew at their end. The
/// metric <c>daoban.worklist.drift</c> tells what the last whole walks found.
/// </summary>
public sealed partial class ComparisonRun : IDisposable
{
    internal const string GaugeName = "daoban.worklist.drift";
    internal const string Rows = "rows";
    internal const string Cases = "cases";

    // Pages of closed cases cost one request each, so several of them make one part.
    private const int MostPages = 5;

    private readonly WorklistComparer comparer;
    private readonly WalkStates states;
    private readonly TimedGauge gauge;
    private readonly TimeProvider clock;
    private readonly ILogger<ComparisonRun> logger;

    internal ComparisonRun(
        WorklistComparer comparer, WalkStates states, TimeProvider clock, ILogger<ComparisonRun> logger)
    {
        this.comparer = comparer;
        this.states = states;
        this.clock = clock;
        this.logger = logger;
        gauge = new TimedGauge(
            GaugeName,
            "{row}",
            "Rows of the worklist that differed from the case files in the last whole comparison",
            TimeSpan.FromMinutes(15),
            clock);
    }

    /// <summary>Does the next part of both walks. Called by a timer every five minutes.</summary>
    public async Task ContinueAsync(CancellationToken cancellationToken)
    {
        DriftCounts rows = await ContinueAsync(Rows, comparer.CompareRowsAsync, cancellationToken);
        DriftCounts cases = await ContinueAsync(Cases, comparer.CompareCasesAsync, cancellationToken);
        DriftCounts all = rows + cases;
        gauge.Set(
            Measurement(DriftKinds.Missing, all.Missing),
            Measurement(DriftKinds.Stale, all.Stale),
            Measurement(DriftKinds.Surplus, all.Surplus));
    }

    /// <summary>Takes the metric away.</summary>
    public void Dispose() => gauge.Dispose();

    private static Measurement<long> Measurement(string kind, long value) =>
        new(value, new KeyValuePair<string, object?>("kind", kind));

    /// <returns>What the last whole walk found.</returns>
    private async Task<DriftCounts> ContinueAsync(
        string walk,
        Func<string?, CancellationToken, Task<ComparisonPart>> compare,
        CancellationToken cancellationToken)
    {
        WalkState state = await states.ReadAsync(walk, cancellationToken);
        int looked = 0;
        for (int page = 0; page < MostPages && looked < WorklistComparer.RowsPerPart; page++)
        {
            ComparisonPart part;
            try
            {
                part = await compare(state.Position, cancellationToken);
            }
            catch (RequestFailedException refused) when (refused.Status == 400 && state.Position is not null)
            {
                // A position that storage does not take any more, as after a restore.
                state = state with { Position = null, Counts = new DriftCounts() };
                continue;
            }

            looked += part.Counts.Rows + part.Counts.Cases;
            state = state.After(part, clock.GetUtcNow());
            if (part.Next is null)
            {
                DriftCounts found = state.Completed!;
                LogCompleted(walk, found.Missing, found.Stale, found.Surplus, found.UnderWay, found.Unreadable);
                break;
            }
        }

        await states.WriteAsync(walk, state, cancellationToken);
        return state.Completed ?? new DriftCounts();
    }

    [LoggerMessage(
        2153,
        LogLevel.Information,
        "Comparison of {Walk} is complete: {Missing} missing, {Stale} stale, {Surplus} surplus, {UnderWay} under way, "
        + "{Unreadable} unreadable")]
    private partial void LogCompleted(string walk, int missing, int stale, int surplus, int underWay, int unreadable);
}
