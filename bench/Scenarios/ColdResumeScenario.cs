using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;

namespace Daoban.Bench.Scenarios;

/// <summary>
/// An instance with a history of 10,000 events, in a process that has never seen it: from the raising of the event that
/// it waits for to its end.
/// </summary>
internal sealed class ColdResumeScenario : IScenario
{
    // Two events each, and two more for every turn.
    private const int Activities = 4_900;

    public string Name => "cold-resume-10000";

    public async Task<Measurement> RunAsync(string connectionString, RequestCounter requests)
    {
        var hub = new BenchHub(connectionString);
        string id;
        int events;
        using (IHost first = await hub.StartWorkerAsync())
        {
            DurableTaskClient client = BenchHub.ClientOf(first);
            id = await client.ScheduleNewOrchestrationInstanceAsync(BenchTasks.Long, Activities);
            while (await client.GetInstanceAsync(id, getInputsAndOutputs: true) is
                not { SerializedCustomStatus: not (null or "null") })
            {
                await Task.Delay(100);
            }

            events = (await client.GetOrchestrationHistoryAsync(id)).Count;
            await first.StopAsync();
        }

        using IHost second = await hub.StartWorkerAsync();
        DurableTaskClient cold = BenchHub.ClientOf(second);
        using var clock = new Stopclock(requests);
        long began = Stopwatch.GetTimestamp();
        await cold.RaiseEventAsync(id, BenchTasks.Go, 1);
        await cold.WaitForInstanceCompletionAsync(id);
        Measurement measured = clock.Stop(Name, [Stopwatch.GetElapsedTime(began)]);
        await second.StopAsync();
        return measured with { Note = $"{events:N0} events" };
    }
}
