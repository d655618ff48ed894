using Daoban.Bench.Scenarios;

namespace Daoban.Bench;

/// <summary>The durable engine, measured from outside: a plain host with worker and client, and Azurite.</summary>
internal static class EngineBench
{
    private static readonly IScenario[] Scenarios =
    [
        new LoadScenario("chain5-1", BenchTasks.Chain, count: 50, atOnce: 1),
        new LoadScenario("chain5-200", BenchTasks.Chain, count: 200, atOnce: 200),
        new LoadScenario("chain5-2000", BenchTasks.Chain, count: 2_000, atOnce: 2_000),
        new LoadScenario("fanout-100", BenchTasks.FanOut, count: 20, atOnce: 20, input: 100),
        new EventScenario(count: 200),
        new LoadScenario("suborchestration", BenchTasks.Parent, count: 200, atOnce: 200),
        new ColdResumeScenario(),
        new RestartScenario(),
        new LoadScenario(
            "idle-latency", BenchTasks.Chain, count: 30, atOnce: 1, pause: TimeSpan.FromMilliseconds(300)),
    ];

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(FileInfo? json, string[] only, CancellationToken cancellationToken) =>
        BenchRun.RunAsync(Scenarios, json, only, cancellationToken);
}
