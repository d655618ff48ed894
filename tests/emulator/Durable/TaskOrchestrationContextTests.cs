using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Tests.Durable;

/// <summary>What the context's base class does by itself: contexts that derive from it, as in users' tests, rely on
/// it.</summary>
public sealed class TaskOrchestrationContextTests
{
    [Fact]
    public async Task Overloads_LeadToTheAbstractMethods()
    {
        var context = new SilentContext();
        var options = new TaskOptions(tags: null) { Version = "1.5" };

        await context.CallActivityAsync("A");
        await context.CallActivityAsync("A", options);
        await context.CallActivityAsync<int>("A", options);
        await context.CallSubOrchestratorAsync("C", 1);
        await context.CallSubOrchestratorAsync("C", options);
        await context.CallSubOrchestratorAsync<int>("C", options);
        await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
        context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 2, PreserveUnprocessedEvents = false });

        Assert.Equal(
            [
                "activity A null ", "activity A null 1.5", "activity A null 1.5", "child C 1 ", "child C null 1.5",
                "child C null 1.5",
                "timer 1970-01-01T00:01:00", "continue 2 False",
            ],
            context.Calls);
    }

    [Fact]
    public async Task TimedWait_MakesTheTimerFirst()
    {
        var context = new SilentContext();

        await context.WaitForExternalEvent<int>("E", TimeSpan.FromMinutes(1));

        Assert.Equal(["timer 1970-01-01T00:01:00", "wait E"], context.Calls);
    }

    [Fact]
    public void Version_Unset_IsEmptyAndOlderThanAny()
    {
        var context = new SilentContext();

        Assert.Equal(("", -1), (context.Version, Math.Sign(context.CompareVersionTo("0.1"))));
        Assert.Empty(context.Properties);
    }

    [Fact]
    public void WrappingContext_OverAnothersReplaySafeFactory_LogsToTheInnermostOne()
    {
        var innermost = new SilentContext();
        var outer =
            new WrappingContext(
                () => new WrappingContext(() => innermost.ReplaySafeLoggerFactory).ReplaySafeLoggerFactory);

        Assert.False(outer.CreateReplaySafeLogger("any").IsEnabled(LogLevel.Critical));
    }

    [Fact]
    public void WrappingContext_OverItsOwnReplaySafeFactory_IsReported()
    {
        WrappingContext? circle = null;
        circle = new WrappingContext(() => circle!.ReplaySafeLoggerFactory);

        Assert.Throws<InvalidOperationException>(() => circle.CreateReplaySafeLogger("any"));
    }

    private sealed class WrappingContext(Func<ILoggerFactory> inner) : SilentContext
    {
        protected override ILoggerFactory LoggerFactory => inner();
    }
}
