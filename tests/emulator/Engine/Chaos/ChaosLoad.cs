using System.Diagnostics;
using System.Globalization;
using Daoban.Emulator.Tests.Engine.Kit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Chaos;

/// <summary>
/// Orchestrations of random steps that send to one collector. Each result is a sum over its steps, so that a lost or
/// doubled result, event, child or message shows.
/// </summary>
internal sealed class ChaosLoad(Random random, int count)
{
    private const string Collector = "collector";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly ChaosPlan[] plans = [.. Enumerable.Range(0, count).Select(_ => ChaosPlan.Make(random, 8))];

    public static Tasks Tasks => new Tasks()
        .Activity<int, int>("Echo", x => x)
        .Orchestrator("Plan", RunAsync)
        .Orchestrator("Collect", async context =>
        {
            (int left, int sum) = context.GetInput<(int, int)>();
            if (left == 0)
            {
                return sum;
            }

            sum += await context.WaitForExternalEvent<int>("one");
            context.ContinueAsNew((left - 1, sum));
            return 0;
        });

    private int Sends => plans.Sum(plan => plan.Sends);

    /// <summary>Runs them all and checks each result.</summary>
    /// <param name="host">Whose client is used.</param>
    /// <param name="disturb">Called again and again meanwhile.</param>
    public async Task RunAsync(EngineHost host, Func<Task> disturb)
    {
        var watch = Stopwatch.StartNew();
        Task all = AllAsync(host);
        while (!all.IsCompleted && watch.Elapsed < Deadline)
        {
            await Task.WhenAny(all, Task.Delay(random.Next(50, 500)));
            host.Clock.Advance(TimeSpan.FromSeconds(random.Next(20)));
            await disturb();
        }

        await all.WaitAsync(TimeSpan.FromSeconds(1));
    }

    private async Task AllAsync(EngineHost host)
    {
        await host.ScheduleAsync("Collect", (Sends, 0), new StartOrchestrationOptions(Collector));
        await Task.WhenAll(plans.Select((plan, index) =>
            OneAsync(host.Client, plan, string.Create(CultureInfo.InvariantCulture, $"plan-{index}"))));
        OrchestrationMetadata collector =
            await host.Client.WaitForInstanceCompletionAsync(Collector, getInputsAndOutputs: true);
        Assert.Equal(Sends, collector.ReadOutputAs<int>());
    }

    private static async Task OneAsync(DurableTaskClient client, ChaosPlan plan, string id)
    {
        await client.ScheduleNewOrchestrationInstanceAsync("Plan", plan, new StartOrchestrationOptions(id));
        for (int number = 1; number <= plan.Events; number++)
        {
            await client.RaiseEventAsync(id, "E", number);
        }

        OrchestrationMetadata end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        Assert.Equal((id, $"{plan.Expected}"), (id, end.SerializedOutput));
    }

    private static async Task<int> RunAsync(TaskOrchestrationContext context)
    {
        ChaosPlan plan = context.GetInput<ChaosPlan>()!;
        int sum = plan.Sum;
        for (int index = 0; index < plan.Steps.Count; index++)
        {
            ChaosStep step = plan.Steps[index];
            switch (step.Kind)
            {
                case ChaosKind.Activity:
                    sum += await context.CallActivityAsync<int>("Echo", step.Value);
                    break;
                case ChaosKind.Timer:
                    await context.CreateTimer(TimeSpan.FromSeconds(step.Value), CancellationToken.None);
                    break;
                case ChaosKind.Send:
                    context.SendEvent(Collector, "one", 1);
                    break;
                case ChaosKind.Event:
                    sum += await context.WaitForExternalEvent<int>("E");
                    break;
                case ChaosKind.Child:
                    sum += await context.CallSubOrchestratorAsync<int>("Plan", step.Child);
                    break;
                case ChaosKind.ContinueAsNew:
                    context.ContinueAsNew(new ChaosPlan([.. plan.Steps.Skip(index + 1)], sum));
                    return 0;
            }
        }

        return sum;
    }
}
