using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Tests.Hosting.Webhooks;

/// <summary>Orchestrators that end, fail and wait.</summary>
public static class WebhookFunctions
{
    [Function("Greet")]
    public static async Task<object> GreetAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { Step = 1 });
        return new { Text = await context.CallActivityAsync<string>("Hello", context.GetInput<string>()) };
    }

    [Function("Hello")]
    public static string Hello([ActivityTrigger] string name) =>
        name == "nobody" ? throw new InvalidOperationException("act boom") : $"Hallå <{name}>";

    [Function("Wait")]
    public static Task<string> WaitAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<string>("go");

    [Function("Everything")]
    public static async Task EverythingAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallSubOrchestratorAsync("Greet", "child");
        await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        await context.WaitForExternalEvent<string>("go");
        await context.CallActivityAsync("Hello", "nobody");
    }
}
