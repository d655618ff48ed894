using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;

namespace Daoban.Bench.Scenarios;

/// <summary>From the raising of an event to the end of the orchestration that waited for it, one after the
/// other.</summary>
internal sealed class EventScenario(int count) : IScenario
{
    public string Name => "event";

    public async Task<Measurement> RunAsync(string connectionString, RequestCounter requests)
    {
        using IHost host = await new BenchHub(connectionString).StartWorkerAsync();
        DurableTaskClient client = BenchHub.ClientOf(host);
        string[] ids = await Task.WhenAll(Enumerable.Range(0, count + 1).Select(_ => BeginAsync(client)));
        await EndAsync(client, ids[count]);
        using var clock = new Stopclock(requests);
        List<TimeSpan> times = [];
        foreach (string id in ids[..count])
        {
            times.Add(await EndAsync(client, id));
        }

        Measurement measured = clock.Stop(Name, times);
        await host.StopAsync();
        return measured;
    }

    private static async Task<string> BeginAsync(DurableTaskClient client)
    {
        string id = await client.ScheduleNewOrchestrationInstanceAsync(BenchTasks.Wait);
        await client.WaitForInstanceStartAsync(id);
        return id;
    }

    private static async Task<TimeSpan> EndAsync(DurableTaskClient client, string id)
    {
        long began = Stopwatch.GetTimestamp();
        await client.RaiseEventAsync(id, BenchTasks.Go, 1);
        await client.WaitForInstanceCompletionAsync(id);
        return Stopwatch.GetElapsedTime(began);
    }
}
