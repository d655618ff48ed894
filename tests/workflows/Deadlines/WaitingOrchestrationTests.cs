using Daoban.Workflows.Deadlines;

namespace Daoban.Workflows.Tests.Deadlines;

public sealed class WaitingOrchestrationTests
{
    private readonly ScriptedContext context = new();
    private readonly EventWait<string> events;

    public WaitingOrchestrationTests() => events = new EventWait<string>(context, "Answered");

    [Fact]
    public async Task WaitForAnswer_AnswerFromAMilestone_LeavesOneWaitForTheNextQuestion()
    {
        Task<string?> first = AskAsync("first", () => Task.FromResult<string?>("first"));
        context.Timers[^1].SetResult();
        Assert.Equal("first", await first);

        Task<string?> second = AskAsync("second", () => Task.FromResult<string?>(null));

        Assert.Equal(1, context.OpenWaits);
        context.Raise("first");
        Assert.False(second.IsCompleted);
        context.Raise("second");
        Assert.Equal("second", await second);
        Assert.Equal(0, context.OpenWaits);
    }

    [Fact]
    public async Task WaitForAnswer_StrayEvents_MoveNoDeadline()
    {
        Task<string?> wait = AskAsync("right", () => Task.FromResult<string?>(null));

        context.Raise("wrong");
        context.Raise("wrong");

        Assert.Single(context.Timers);
        context.Timers[^1].SetResult();
        Assert.Null(await wait);
        Assert.Equal(1, context.OpenWaits);
    }

    private Task<string?> AskAsync(string wanted, Func<Task<string?>> lastMilestone) => context.WaitForAnswerAsync(
        events, answer => answer == wanted, [new Milestone<string>(DateTimeOffset.UnixEpoch, lastMilestone)]);
}
