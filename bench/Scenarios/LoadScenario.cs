using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;

namespace Daoban.Bench.Scenarios;

/// <summary>Orchestrations from their schedule to the end that a waiting client sees, so many at once.</summary>
/// <param name="name">The scenario.</param>
/// <param name="orchestrator">What is run.</param>
/// <param name="count">How often.</param>
/// <param name="atOnce">How many at the same time.</param>
/// <param name="input">Their input.</param>
/// <param name="pause">Between one and the next, for what an idle engine does.</param>
internal sealed class LoadScenario(
    string name, string orchestrator, int count, int atOnce, object? input = null, TimeSpan pause = default)
    : IScenario
{
    // Code is compiled and connections are opened before anything is measured.
    private const int WarmUp = 50;

    public string Name => name;

    public async Task<Measurement> RunAsync(string connectionString, RequestCounter requests)
    {
        using IHost host = await new BenchHub(connectionString).StartWorkerAsync();
        DurableTaskClient client = BenchHub.ClientOf(host);
        await Task.WhenAll(Enumerable.Range(0, WarmUp).Select(_ => OneAsync(client, BenchTasks.Chain, null)));
        using var clock = new Stopclock(requests);
        TimeSpan[] times = new TimeSpan[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (number, _) =>
            {
                times[number] = await OneAsync(client, orchestrator, input);
                await Task.Delay(pause, CancellationToken.None);
            });
        TimeSpan? busy = atOnce == 1 ? times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time) : null;
        Measurement measured = clock.Stop(name, times, busy);
        await host.StopAsync();
        return measured;
    }

    private static async Task<TimeSpan> OneAsync(DurableTaskClient client, string orchestrator, object? input)
    {
        long began = Stopwatch.GetTimestamp();
        string id = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        OrchestrationMetadata end = await client.WaitForInstanceCompletionAsync(id);
        return end.RuntimeStatus is OrchestrationRuntimeStatus.Completed
            ? Stopwatch.GetElapsedTime(began)
            : throw new InvalidOperationException($"{orchestrator} ended as {end.RuntimeStatus}.");
    }
}
