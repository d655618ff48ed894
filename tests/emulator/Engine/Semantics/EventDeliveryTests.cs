using System.Text.Json;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 2.5 to 2.7 and 2.11 to 2.14: payloads that do not fit, targets in every state, events between
/// orchestrations.</summary>
public class EventDeliveryTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Theory]
    [InlineData("no number")]
    [InlineData(null)]
    public async Task S2_5_LiveWaiter_PayloadDoesNotFit_FailsOutsideUserCode(string? payload)
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Catch", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<int>("E");
            }
            catch (Exception)
            {
                return -1;
            }
        }));
        string id = await host.BeginAsync("Catch");
        await host.Client.RaiseEventAsync(id, "E", payload);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(
            (payload is null ? typeof(NullReferenceException) : typeof(JsonException)).FullName,
            end.FailureDetails?.ErrorType);
        Assert.Equal(
            payload is null ? null : typeof(InvalidOperationException).FullName,
            end.FailureDetails?.InnerFailure?.ErrorType);
    }

    [Fact]
    public async Task S2_5_BufferedPayload_DoesNotFit_ThrowsAtTheWaitAndCanBeCaught()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Catch", async context =>
        {
            await context.WaitForExternalEvent<int>("go");
            Expect.Thrown<JsonException>(() => context.WaitForExternalEvent<int>("E"));
            return "caught";
        }));
        string id = await host.BeginAsync("Catch");
        await host.Client.RaiseEventAsync(id, "E", "no number");
        await host.Client.RaiseEventAsync(id, "go", 1);

        Assert.Equal("caught", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S2_6_NullPayload_ReadsAsNullAndHasNoInput()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Nulls", async context =>
        {
            string? text = await context.WaitForExternalEvent<string?>("text");
            int? number = await context.WaitForExternalEvent<int?>("number");
            return text is null && number is null;
        }));
        string id = await host.BeginAsync("Nulls");
        await host.Client.RaiseEventAsync(id, "text");
        await host.Client.RaiseEventAsync(id, "number", null);

        Assert.True((await host.EndAsync(id)).ReadOutputAs<bool>());
        Assert.All((await host.HistoryAsync(id)).OfType<EventRaisedEvent>(), raised => Assert.Null(raised.Input));
    }

    [Fact]
    public async Task S2_7_ObjectForAStringWaiter_Fails()
    {
        EngineHost host =
            await StartAsync(new Tasks().Orchestrator("Text", context => context.WaitForExternalEvent<string>("E")));
        string id = await host.BeginAsync("Text");
        await host.Client.RaiseEventAsync(id, "E", new { Value = 1 });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.EndAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task S2_11_RaiseToUnknownInstance_NotFound()
    {
        EngineHost host = await StartAsync(new Tasks());

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => host.Client.RaiseEventAsync("nobody", "E"));

        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.Equal("No instance with ID 'nobody' was found. (Parameter 'instanceId')", refused.Status.Detail);
    }

    [Fact]
    public async Task S2_11_RaiseToFinishedInstance_FailedPreconditionAndUnchanged()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Short", _ => Task.FromResult(1)));
        OrchestrationMetadata end = await host.RunAsync("Short");
        host.Clock.Advance(TimeSpan.FromHours(1));

        RpcException refused =
            await Assert.ThrowsAsync<RpcException>(() => host.Client.RaiseEventAsync(end.InstanceId, "E"));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal("The orchestration instance with the provided instance id is not running.", refused.Status.Detail);
        Assert.Equal(end.LastUpdatedAt, (await host.ReadAsync(end.InstanceId)).LastUpdatedAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task S2_11_RaiseWithoutName_IsRefusedByTheClient(string? name)
    {
        EngineHost host = await StartAsync(new Tasks());

        await Assert.ThrowsAnyAsync<ArgumentException>(() => host.Client.RaiseEventAsync("any", name!));
    }

    [Fact]
    public async Task S2_12_EventsForASuspendedInstance_AreRecordedAtOnceAndDeliveredOnResume()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Wait", async context =>
            await context.WaitForExternalEvent<int>("A") + await context.WaitForExternalEvent<int>("B")));
        string id = await host.BeginAsync("Wait");
        await host.Client.SuspendInstanceAsync(id, "pause");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await host.Client.RaiseEventAsync(id, "A", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);
        await host.Client.RaiseEventAsync(id, "B", 2);
        await host.HistoryAsync<EventRaisedEvent>(id, 2);
        OrchestrationMetadata held = await host.ReadAsync(id);
        await host.Client.ResumeInstanceAsync(id, "go on");

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, held.RuntimeStatus);
        Assert.Equal(3, end.ReadOutputAs<int>());
        Assert.Equal(
            "S ExecutionStarted C S ExecutionSuspended C S EventRaised C S EventRaised C S ExecutionResumed "
            + "ExecutionCompleted(0) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S2_13_EventsForAPendingInstance_AreBuffered()
    {
        EngineHost host =
            await StartAsync(new Tasks().Orchestrator("Wait", context => context.WaitForExternalEvent<int>("E")));
        string id =
            await host.ScheduleAsync(
                "Wait", null, new StartOrchestrationOptions(StartAt: host.Clock.GetUtcNow().AddHours(1)));
        await host.Client.RaiseEventAsync(id, "E", 7);
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(7, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task S2_14_SendEvent_ReachesItsTargetAndItself()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Target", context => context.WaitForExternalEvent<string>("Ping"))
            .Orchestrator("Sender", async context =>
            {
                context.SendEvent(context.GetInput<string>()!, "ping", "hello");
                context.SendEvent(context.InstanceId, "SELF", 1);
                return await context.WaitForExternalEvent<int>("self");
            }));
        string target = await host.BeginAsync("Target");

        OrchestrationMetadata sender = await host.RunAsync("Sender", target);

        Assert.Equal("hello", (await host.EndAsync(target)).ReadOutputAs<string>());
        Assert.Equal(1, sender.ReadOutputAs<int>());
        EventSentEvent sent = (await host.HistoryAsync(sender.InstanceId)).OfType<EventSentEvent>().First();
        Assert.Equal((0, target, "ping", "\"hello\""), (sent.EventId, sent.InstanceId, sent.Name, sent.Input));
        EventRaisedEvent raised = (await host.HistoryAsync(target)).OfType<EventRaisedEvent>().Single();
        Assert.Equal((-1, "ping", "\"hello\""), (raised.EventId, raised.Name, raised.Input));
    }

    [Fact]
    public async Task S2_14_SendEvent_UnknownOrFinishedTarget_DoesNothing()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Short", _ => Task.FromResult(1))
            .Orchestrator("Sender", context =>
            {
                context.SendEvent("nobody", "ping", 1);
                context.SendEvent(context.GetInput<string>()!, "ping", 1);
                return Task.FromResult("sent");
            }));
        OrchestrationMetadata target = await host.RunAsync("Short");

        OrchestrationMetadata sender = await host.RunAsync("Sender", target.InstanceId);

        Assert.Equal("sent", sender.ReadOutputAs<string>());
        Assert.Null(await host.Client.GetInstanceAsync("nobody"));
        Assert.DoesNotContain(await host.HistoryAsync(target.InstanceId), happened => happened is EventRaisedEvent);
    }

    [Fact]
    public async Task S2_14_SendEvent_EmptyTarget_Throws()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Sender", context =>
        {
            Expect.Thrown<ArgumentException>(() =>
            {
                context.SendEvent("", "ping", 1);
                return null;
            });
            return Task.FromResult("refused");
        }));

        Assert.Equal("refused", (await host.RunAsync("Sender")).ReadOutputAs<string>());
    }
}
