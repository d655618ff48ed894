using Daoban.Bench.Scenarios;

namespace Daoban.Bench;

/// <summary>What ledger, encryption and search index cost, and what auditors' pages do.</summary>
internal static class AuditBench
{
    private static readonly IScenario[] Scenarios =
    [
        new ProtectionScenario(),
        new CaseScenario("case", withIndex: true),
        new CaseScenario("case-without-index", withIndex: false),
        new TimelineScenario(),
        new SearchScenario("search-1000", cases: 1_000),
        new SearchScenario("search-50000", cases: 50_000),
    ];

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(FileInfo? json, string[] only, CancellationToken cancellationToken) =>
        BenchRun.RunAsync(Scenarios, json, only, cancellationToken);
}
