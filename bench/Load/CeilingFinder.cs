using Spectre.Console;

namespace Daoban.Bench.Load;

/// <summary>Steps the rate up from the wished one until it is not held any more.</summary>
internal static class CeilingFinder
{
    private const double Step = 2;

    /// <summary>
    /// Whether a rate was held: nothing wrong, no operation's 95th percentile above the limit, cases do not pile up.
    /// </summary>
    public static bool IsHeld(LoadResult result, TimeSpan limit) =>
        result.Faults.Count == 0
        && result.Operations.Where(operation => IsOneRequest(operation.Key))
            .All(operation => operation.Value.P95 <= limit.TotalMilliseconds)
        && (result.OpenCases is not { } open || open.PerMinute <= open.Average * 0.5);

    /// <returns>The results of all steps; the last one was not held.</returns>
    public static async Task<IReadOnlyList<LoadResult>> FindAsync(
        LoadRun run, LoadWish wish, CancellationToken cancellationToken)
    {
        List<LoadResult> results = [];
        for (double rate = wish.CasesPerSecond; ; rate += Step)
        {
            LoadResult result = await run.MeasureAsync(rate, wish.Duration, cancellationToken);
            results.Add(result);
            ResultPrinter.Print(result);
            bool held = IsHeld(result, wish.Limit);
            AnsiConsole.WriteLine($"{rate:0} cases a second: {(held ? "held" : "not held")}");
            if (!held)
            {
                return results;
            }
        }
    }

    // What takes whole cases or reads many rows has no limit of a second.
    private static bool IsOneRequest(string operation) =>
        operation is "upload" or "submit" or "worklist" or "claim" or "decide" or "read case" or "read task";
}
