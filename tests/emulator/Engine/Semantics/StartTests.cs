using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 8: starting orchestrations.</summary>
public sealed class StartTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private static readonly Tasks Simple = new Tasks()
        .Orchestrator("Short", context => Task.FromResult(context.GetInput<string>()))
        .Orchestrator("Fail", (Func<TaskOrchestrationContext, Task>)(_ => throw new InvalidOperationException("boom")))
        .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("go"));

    [Fact]
    public async Task S8_1_NoOrEmptyId_IsMade()
    {
        EngineHost host = await StartAsync(Simple);

        string[] ids =
            [
                await host.ScheduleAsync("Short"),
                await host.ScheduleAsync("Short", null, new StartOrchestrationOptions("")),
            ];

        Assert.All(ids, id => Assert.True(Guid.TryParseExact(id, "N", out _), id));
        await host.EndAsync(ids[0]);
        ExecutionStartedEvent started = (await host.HistoryAsync(ids[0])).OfType<ExecutionStartedEvent>().Single();
        Assert.True(Guid.TryParseExact(started.OrchestrationInstance.ExecutionId, "D", out _));
    }

    [Theory]
    [InlineData("a/b#c?d\\e%f")]
    [InlineData("案件 1'2")]
    public async Task S8_1_IdWithOddCharacters_Works(string id)
    {
        EngineHost host = await StartAsync(Simple);

        await host.BeginAsync("Wait", null, new StartOrchestrationOptions(id));
        await host.Client.RaiseEventAsync(id, "go", "odd");

        Assert.Equal("odd", (await host.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(id, (await host.ReadAsync(id)).InstanceId);
    }

    [Fact]
    public async Task S8_1_IdWithLeadingAt_IsRefused()
    {
        EngineHost host = await StartAsync(Simple);

        await Assert.ThrowsAsync<ArgumentException>(
            () => host.ScheduleAsync("Short", null, new StartOrchestrationOptions("@x@y")));
    }

    [Theory]
    [InlineData("Short", OrchestrationRuntimeStatus.Completed)]
    [InlineData("Fail", OrchestrationRuntimeStatus.Failed)]
    [InlineData("Wait", OrchestrationRuntimeStatus.Terminated)]
    public async Task S8_2_FinishedInstance_IsReplaced(string name, OrchestrationRuntimeStatus status)
    {
        EngineHost host = await StartAsync(Simple);
        var options = new StartOrchestrationOptions("case-1");
        await host.BeginAsync(name, "first", options);
        if (status == OrchestrationRuntimeStatus.Terminated)
        {
            await host.Client.TerminateInstanceAsync("case-1");
        }

        OrchestrationMetadata first = await host.EndAsync("case-1");
        ExecutionStartedEvent before = (await host.HistoryAsync("case-1")).OfType<ExecutionStartedEvent>().Single();
        host.Clock.Advance(TimeSpan.FromHours(1));

        await host.ScheduleAsync("Short", "second", options);
        OrchestrationMetadata second = await host.UntilAsync("case-1", state => state.SerializedOutput == "\"second\"");

        ExecutionStartedEvent after = (await host.HistoryAsync("case-1")).OfType<ExecutionStartedEvent>().Single();
        Assert.Equal(status, first.RuntimeStatus);
        Assert.Equal(first.CreatedAt.AddHours(1), second.CreatedAt);
        Assert.NotEqual(before.OrchestrationInstance.ExecutionId, after.OrchestrationInstance.ExecutionId);
        Assert.Equal((0, 1), (before.Generation, after.Generation));
        Assert.Null(second.FailureDetails);
    }

    [Fact]
    public async Task S8_2_RunningSuspendedOrPendingInstance_RefusesASecondStart()
    {
        EngineHost host = await StartAsync(Simple);
        var options = new StartOrchestrationOptions("case-1");
        await host.BeginAsync("Wait", null, options);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.ScheduleAsync("Wait", null, options));
        await host.Client.SuspendInstanceAsync("case-1");
        await host.UntilAsync("case-1", OrchestrationRuntimeStatus.Suspended);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.ScheduleAsync("Wait", null, options));

        var later = new StartOrchestrationOptions("case-2", host.Clock.GetUtcNow().AddHours(1));
        await host.ScheduleAsync("Wait", null, later);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.ScheduleAsync("Wait", null, later));
    }

    [Fact]
    public async Task S8_2_ManyStartsOfOneIdAtOnce_OneWins()
    {
        EngineHost host = await StartAsync(Simple);
        var options = new StartOrchestrationOptions("case-1");

        Exception?[] results = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => Record.ExceptionAsync(() => host.ScheduleAsync("Wait", null, options)).AsTask()));

        Assert.Single(results, refused => refused is null);
        Assert.All(
            results.Where(refused => refused is not null),
            refused => Assert.IsType<OrchestrationAlreadyExistsException>(refused));
    }

    [Fact]
    public async Task S8_3_DedupeStatuses_KeepAFinishedInstance()
    {
        EngineHost host = await StartAsync(Simple);
        await host.RunAsync("Short", "first", new StartOrchestrationOptions("case-1"));
        StartOrchestrationOptions keep =
            new StartOrchestrationOptions("case-1").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        StartOrchestrationOptions replace =
            new StartOrchestrationOptions("case-1").WithDedupeStatuses(OrchestrationRuntimeStatus.Failed);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => host.ScheduleAsync("Short", "second", keep));
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => host.ScheduleAsync("Short", "second", keep with { DedupeStatuses = ["cOMPLETED"] }));
        Assert.Equal("\"first\"", (await host.ReadAsync("case-1")).SerializedOutput);
        await host.ScheduleAsync("Short", "third", replace);
        await host.UntilAsync("case-1", state => state.SerializedOutput == "\"third\"");
    }

    [Fact]
    public async Task S8_3_RunningLeftOutOfTheDedupeStatuses_IsStillNotReplaced()
    {
        EngineHost host = await StartAsync(Simple);
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("case-1"));

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.ScheduleAsync(
            "Wait", null,
            new StartOrchestrationOptions("case-1").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed)));
    }

    [Fact]
    public async Task S8_3_UnknownDedupeStatus_IsRefused()
    {
        EngineHost host = await StartAsync(Simple);

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            () => host.ScheduleAsync("Wait", null, new StartOrchestrationOptions { DedupeStatuses = ["Finished"] }));

        Assert.StartsWith(
            "Invalid orchestration runtime status: 'Finished' for deduplication.", refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task S8_4_StartAt_StaysPendingUntilDue()
    {
        EngineHost host = await StartAsync(Simple);
        DateTimeOffset due = host.Clock.GetUtcNow().AddDays(2);
        DateTimeOffset asked = host.Clock.GetUtcNow();
        await host.ScheduleAsync("Short", "late", new StartOrchestrationOptions("case-1", due));
        OrchestrationMetadata pending = await host.ReadAsync("case-1");
        host.Clock.Advance(TimeSpan.FromDays(2));

        OrchestrationMetadata end = await host.EndAsync("case-1");

        IList<HistoryEvent> history = await host.HistoryAsync("case-1");
        Assert.Equal(
            (OrchestrationRuntimeStatus.Pending, "\"late\"", null),
            (pending.RuntimeStatus, pending.SerializedInput, pending.SerializedOutput));
        Assert.Equal((asked, asked), (pending.CreatedAt, end.CreatedAt));
        Assert.Equal(due.UtcDateTime, history.OfType<ExecutionStartedEvent>().Single().ScheduledStartTime);
        Assert.Equal(due.UtcDateTime, history.OfType<OrchestratorStartedEvent>().First().Timestamp);
    }

    [Fact]
    public async Task S8_4_PendingInstance_CanBeTerminatedButNotPurged()
    {
        EngineHost host = await StartAsync(Simple);
        await host.ScheduleAsync(
            "Short", "late", new StartOrchestrationOptions("case-1", host.Clock.GetUtcNow().AddDays(2)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.PurgeInstanceAsync("case-1"));

        await host.Client.TerminateInstanceAsync("case-1", "never mind");

        OrchestrationMetadata end = await host.EndAsync("case-1");
        Assert.Equal(
            (OrchestrationRuntimeStatus.Terminated, "\"never mind\""), (end.RuntimeStatus, end.SerializedOutput));
        host.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("still running", (await host.RunAsync("Short", "still running")).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await host.ReadAsync("case-1")).RuntimeStatus);
    }

    [Fact]
    public async Task S8_4_SuspendWhilePending_TakesEffectAtTheStart()
    {
        EngineHost host = await StartAsync(Simple);
        await host.ScheduleAsync(
            "Wait", null, new StartOrchestrationOptions("case-1", host.Clock.GetUtcNow().AddDays(2)));
        await host.Client.SuspendInstanceAsync("case-1");
        OrchestrationMetadata pending = await host.ReadAsync("case-1");
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.UntilAsync("case-1", OrchestrationRuntimeStatus.Suspended);
        await host.Client.RaiseEventAsync("case-1", "go", "held");
        await host.Client.ResumeInstanceAsync("case-1");

        Assert.Equal("held", (await host.EndAsync("case-1")).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Pending, pending.RuntimeStatus);
    }

    [Fact]
    public async Task S8_4_ResumeWhilePending_UndoesASuspend()
    {
        EngineHost host = await StartAsync(Simple);
        await host.ScheduleAsync(
            "Short", "on time", new StartOrchestrationOptions("case-1", host.Clock.GetUtcNow().AddDays(2)));
        await host.Client.SuspendInstanceAsync("case-1");
        await host.Client.ResumeInstanceAsync("case-1");
        OrchestrationMetadata pending = await host.ReadAsync("case-1");
        host.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal("on time", (await host.EndAsync("case-1")).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Pending, pending.RuntimeStatus);
    }

    [Fact]
    public async Task S8_5_UnknownOrchestrator_IsAcceptedAndFails()
    {
        EngineHost host = await StartAsync(Simple);

        OrchestrationMetadata end = await host.RunAsync("Nobody");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(
            "OrchestratorTaskNotFound: No orchestrator task named 'Nobody' was found.", end.FailureDetails?.ToString());
    }

    [Fact]
    public async Task S8_6_WaitForInstanceStart_ReturnsOnceItRuns()
    {
        EngineHost host = await StartAsync(Simple);
        await host.ScheduleAsync(
            "Wait", null, new StartOrchestrationOptions("case-1", host.Clock.GetUtcNow().AddHours(1)));
        Task<OrchestrationMetadata> start = host.Client.WaitForInstanceStartAsync("case-1");
        bool early = start.IsCompleted;
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(
            OrchestrationRuntimeStatus.Running, (await start.WaitAsync(TimeSpan.FromSeconds(30))).RuntimeStatus);
        Assert.False(early);
    }

    [Fact]
    public async Task S8_6_WaitsForAnUnknownInstance_EndOnlyByCancellation()
    {
        EngineHost host = await StartAsync(Simple);
        using var cancel = new CancellationTokenSource();
        Task start = host.Client.WaitForInstanceStartAsync("nobody", cancel.Token);
        Task end = host.Client.WaitForInstanceCompletionAsync("nobody", cancel.Token);
        await host.RunAsync("Short");
        Assert.False(start.IsCompleted || end.IsCompleted);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => end);
    }

    [Fact]
    public async Task S8_7_VersionAtStart_RunsWithoutADefaultVersion()
    {
        EngineHost host =
            await StartAsync(new Tasks().Orchestrator("Main", context => Task.FromResult(context.Version)));

        OrchestrationMetadata end =
            await host.RunAsync("Main", null, new StartOrchestrationOptions { Version = "2.0" });

        Assert.Equal("2.0", end.ReadOutputAs<string>());
    }
}
