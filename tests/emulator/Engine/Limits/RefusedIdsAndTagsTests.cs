using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Limits;

/// <summary>What no row could hold is refused where orchestrator code can answer for it.</summary>
public sealed class RefusedIdsAndTagsTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    /// <summary>An escaped character takes five in a key.</summary>
    public static TheoryData<string> TooLong =>
        [new string('x', RowKeys.LongestId + 1), new string('案', (RowKeys.LongestId / 5) + 1)];

    [Theory]
    [MemberData(nameof(TooLong))]
    public async Task SendEvent_IdTooLongForAKey_ThrowsAtTheCall(string target)
        => await RefuseAsync(context => Expect.Thrown<ArgumentException>(() =>
        {
            context.SendEvent(target, "ping", 1);
            return null;
        }));

    [Theory]
    [MemberData(nameof(TooLong))]
    public async Task CallSubOrchestrator_IdTooLongForAKey_ThrowsAtTheAwait(string child)
        => await RefuseAsync(async context => await Expect.ThrownAsync<ArgumentException>(
            context.CallSubOrchestratorAsync("Child", null, new SubOrchestrationOptions(instanceId: child))));

    [Fact]
    public async Task CallActivity_TagsOfMoreThan8000Characters_ThrowsAtTheAwait()
        => await RefuseAsync(async context => await Expect.ThrownAsync<ArgumentException>(
            context.CallActivityAsync("Act", null, new TaskOptions(tags: Tags(8_001)))));

    [Fact]
    public async Task CallSubOrchestrator_TagsOfMoreThan8000Characters_ThrowsAtTheAwait()
        => await RefuseAsync(async context => await Expect.ThrownAsync<ArgumentException>(
            context.CallSubOrchestratorAsync("Child", null, new TaskOptions(tags: Tags(8_001)))));

    [Fact]
    public async Task LongestIdAndTags_Work()
    {
        string id = new('x', RowKeys.LongestId);
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("ping"))
            .Orchestrator("Main", async context =>
            {
                Task<int> child = context.CallSubOrchestratorAsync<int>(
                    "Child", null, new TaskOptions(tags: Tags(8_000)).WithInstanceId(id));
                context.SendEvent(id, "ping", 7);
                return await child;
            }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(7, end.ReadOutputAs<int>());
        Assert.Equal(7_999, (await host.ReadAsync(id)).Tags["k"].Length);
    }

    private static Dictionary<string, string> Tags(int characters) => new() { ["k"] = new string('v', characters - 1) };

    private Task RefuseAsync(Action<TaskOrchestrationContext> call) => RefuseAsync(context =>
    {
        call(context);
        return Task.CompletedTask;
    });

    /// <summary>The code catches the refusal and goes on; nothing of the call is recorded.</summary>
    private async Task RefuseAsync(Func<TaskOrchestrationContext, Task> call)
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            await call(context);
            return "went on";
        }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal("went on", end.ReadOutputAs<string>());
        Assert.Equal(
            "S ExecutionStarted ExecutionCompleted(0) C", HistoryText.Write(await host.HistoryAsync(end.InstanceId)));
    }
}
