using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;

namespace Daoban.Bench.Scenarios;

/// <summary>
/// A worker starts on a hub with 10,000 instances that wait for events and 100 whose event is there: from its start to
/// the end of each of the 100.
/// </summary>
internal sealed class RestartScenario : IScenario
{
    private const int Idle = 10_000;
    private const int Busy = 100;

    public string Name => "restart-idle-10000";

    public async Task<Measurement> RunAsync(string connectionString, RequestCounter requests)
    {
        var hub = new BenchHub(connectionString);
        string[] ids = new string[Idle + Busy];
        using (IHost first = await hub.StartWorkerAsync())
        {
            DurableTaskClient client = BenchHub.ClientOf(first);
            await Parallel.ForEachAsync(
                Enumerable.Range(0, ids.Length),
                new ParallelOptions { MaxDegreeOfParallelism = 500 },
                async (number, token) =>
                {
                    ids[number] = await client.ScheduleNewOrchestrationInstanceAsync(BenchTasks.Wait, token);
                    await client.WaitForInstanceStartAsync(ids[number], token);
                });
            await first.StopAsync();
        }

        using IHost outside = await hub.StartClientAsync();
        DurableTaskClient caller = BenchHub.ClientOf(outside);
        await Task.WhenAll(ids[Idle..].Select(id => caller.RaiseEventAsync(id, BenchTasks.Go, 1)));

        long before = GC.GetTotalMemory(forceFullCollection: true);
        using var clock = new Stopclock(requests);
        long began = Stopwatch.GetTimestamp();
        using IHost second = await hub.StartWorkerAsync();
        DurableTaskClient client2 = BenchHub.ClientOf(second);
        TimeSpan[] times = await Task.WhenAll(ids[Idle..].Select(async id =>
        {
            await client2.WaitForInstanceCompletionAsync(id);
            return Stopwatch.GetElapsedTime(began);
        }));
        Measurement measured = clock.Stop(Name, times);
        double grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / 1024.0;
        await second.StopAsync();
        return measured with
        {
            Note = $"memory grew by {grown:0.0} MiB; the last of {Busy} after {times.Max().TotalSeconds:0.00} s",
        };
    }
}
