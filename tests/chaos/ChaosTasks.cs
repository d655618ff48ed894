using Microsoft.DurableTask;

namespace Daoban.Chaos;

/// <summary>The orchestrator that follows a plan, and one whose activity tells which process ran it.</summary>
internal static class ChaosTasks
{
    public const string Plan = "Plan";
    public const string Pid = "Pid";
    public const string Event = "E";

    private const string Echo = "Echo";
    private const string SlowPid = "SlowPid";
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    public static void AddTo(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<int, int>(Echo, (_, number) => number)
        .AddActivityFunc<int>(SlowPid, async _ =>
        {
            await Task.Delay(Slow);
            return Environment.ProcessId;
        })
        .AddOrchestratorFunc<int>(Pid, context => context.CallActivityAsync<int>(SlowPid))
        .AddOrchestratorFunc<ChaosPlan, int>(Plan, RunAsync);

    private static async Task<int> RunAsync(TaskOrchestrationContext context, ChaosPlan plan)
    {
        int sum = plan.Sum;
        for (int index = 0; index < plan.Steps.Count; index++)
        {
            ChaosStep step = plan.Steps[index];
            switch (step.Kind)
            {
                case ChaosKind.Activity:
                    sum += await context.CallActivityAsync<int>(Echo, step.Value);
                    break;
                case ChaosKind.FanOut:
                    sum += (await Task.WhenAll(Enumerable.Range(0, ChaosPlan.FanOutWidth).Select(_ =>
                        context.CallActivityAsync<int>(Echo, step.Value)))).Sum();
                    break;
                case ChaosKind.Timer:
                    await context.CreateTimer(TimeSpan.FromMilliseconds(step.Value), CancellationToken.None);
                    break;
                case ChaosKind.Event:
                    sum += await context.WaitForExternalEvent<int>(Event);
                    break;
                case ChaosKind.Child:
                    sum += await context.CallSubOrchestratorAsync<int>(Plan, step.Child);
                    break;
                case ChaosKind.ContinueAsNew:
                    context.ContinueAsNew(new ChaosPlan([.. plan.Steps.Skip(index + 1)], sum));
                    return 0;
            }
        }

        return sum;
    }
}
