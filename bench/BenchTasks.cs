using Microsoft.DurableTask;

namespace Daoban.Bench;

/// <summary>The orchestrations that are measured.</summary>
internal static class BenchTasks
{
    /// <summary>Five activities, one after the other.</summary>
    public const string Chain = "Chain";

    /// <summary>As many activities at once as the input says.</summary>
    public const string FanOut = "FanOut";

    /// <summary>Waits for one event <see cref="Go" />.</summary>
    public const string Wait = "Wait";

    /// <summary>One sub-orchestration with one activity.</summary>
    public const string Parent = "Parent";

    /// <summary>A long history, then one event.</summary>
    public const string Long = "Long";

    public const string Go = "Go";

    private const string Child = "Child";
    private const string AddOne = "AddOne";

    public static void AddTo(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<int, int>(AddOne, (_, number) => number + 1)
        .AddOrchestratorFunc<int>(Chain, async context =>
        {
            int sum = 0;
            for (int step = 0; step < 5; step++)
            {
                sum = await context.CallActivityAsync<int>(AddOne, sum);
            }

            return sum;
        })
        .AddOrchestratorFunc<int, int>(FanOut, (context, width) => FanOutAsync(context, width))
        .AddOrchestratorFunc<int>(Wait, context => context.WaitForExternalEvent<int>(Go))
        .AddOrchestratorFunc<int>(Child, context => context.CallActivityAsync<int>(AddOne, 0))
        .AddOrchestratorFunc<int>(Parent, context => context.CallSubOrchestratorAsync<int>(Child))
        .AddOrchestratorFunc<int, int>(Long, async (context, activities) =>
        {
            for (int left = activities; left > 0; left -= 100)
            {
                await FanOutAsync(context, Math.Min(left, 100));
            }

            context.SetCustomStatus("waits");
            return await context.WaitForExternalEvent<int>(Go);
        });

    private static async Task<int> FanOutAsync(TaskOrchestrationContext context, int width) => (await Task.WhenAll(
        Enumerable.Range(0, width).Select(number => context.CallActivityAsync<int>(AddOne, number)))).Length;
}
