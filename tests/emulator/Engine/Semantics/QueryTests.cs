using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 16: queries over instances.</summary>
public sealed class QueryTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private static Tasks Simple => new Tasks()
        .Orchestrator("Short", context =>
        {
            context.SetCustomStatus("status");
            return Task.FromResult(context.GetInput<string>());
        })
        .Orchestrator("Wait", context => context.WaitForExternalEvent<string?>("go"));

    [Fact]
    public async Task S16_1_NoFilter_AllByIdInOrdinalOrder()
    {
        EngineHost host = await WithAsync("b", "a", "B", "a-1", "案件");

        Assert.Equal(["B", "a", "a-1", "b", "案件"], await IdsAsync(host, null));
        Assert.Equal(["B", "a", "a-1", "b", "案件"], await IdsAsync(host, new OrchestrationQuery(Statuses: [])));
    }

    [Fact]
    public async Task S16_1_Prefix_IsCaseSensitive()
    {
        EngineHost host = await WithAsync("case-1", "case-2", "Case-3", "cas");

        Assert.Equal(["case-1", "case-2"], await IdsAsync(host, new OrchestrationQuery(InstanceIdPrefix: "case")));
    }

    [Fact]
    public async Task S16_1_Statuses_SelectInstances()
    {
        EngineHost host = await WithAsync("done-1", "done-2");
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("waiting"));

        Assert.Equal(
            ["waiting"], await IdsAsync(host, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(
            ["done-1", "done-2", "waiting"],
            await IdsAsync(host, new OrchestrationQuery(
                Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed])));
    }

    [Fact]
    public async Task S16_1_CreationTimes_SelectInstances()
    {
        EngineHost host = await WithAsync("first");
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.RunAsync("Short", "x", new StartOrchestrationOptions("second"));
        DateTimeOffset between = host.Clock.GetUtcNow().AddMinutes(-30);

        Assert.Equal(["second"], await IdsAsync(host, new OrchestrationQuery(CreatedFrom: between)));
        Assert.Equal(["first"], await IdsAsync(host, new OrchestrationQuery(CreatedTo: between)));
        Assert.Equal(
            ["first", "second"], await IdsAsync(host, new OrchestrationQuery(between.AddDays(-1), between.AddDays(1))));
    }

    [Fact]
    public async Task S16_1_OtherTaskHub_HasNothing()
    {
        EngineHost host = await WithAsync("one");

        Assert.Empty(await IdsAsync(host, new OrchestrationQuery(TaskHubNames: ["elsewhere"])));
    }

    [Fact]
    public async Task S16_2_Pages_HoldTheirSizeAndTheLastHasNoToken()
    {
        EngineHost host = await WithAsync("1", "2", "3", "4", "5");
        List<Page<OrchestrationMetadata>> pages = [];
        await foreach (Page<OrchestrationMetadata> page in
            host.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 2)).AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal([2, 2, 1], pages.Select(page => page.Values.Count));
        Assert.Equal([true, true, false], pages.Select(page => page.ContinuationToken is not null));
        Assert.Equal(
            ["3", "4", "5"],
            await IdsAsync(host, new OrchestrationQuery(PageSize: 2, ContinuationToken: pages[0].ContinuationToken)));
    }

    [Fact]
    public async Task S16_2_NoPageSize_HundredOnAPage()
    {
        EngineHost host = Prepare(Simple);
        await Task.WhenAll(Enumerable.Range(0, 101).Select(_ => host.ScheduleAsync("Short")));
        List<int> pages = [];
        await foreach (Page<OrchestrationMetadata> page in host.Client.GetAllInstancesAsync().AsPages())
        {
            pages.Add(page.Values.Count);
        }

        Assert.Equal([100, 1], pages);
    }

    [Fact]
    public async Task S16_3_InputsAndOutputs_ComeWhenAskedFor()
    {
        EngineHost host = await WithAsync("one");

        OrchestrationMetadata with = await SingleAsync(host, new OrchestrationQuery(FetchInputsAndOutputs: true));
        OrchestrationMetadata without = await SingleAsync(host, new OrchestrationQuery());

        Assert.Equal(
            ("\"x\"", "\"x\"", "\"status\""),
            (with.SerializedInput, with.SerializedOutput, with.SerializedCustomStatus));
        Assert.Equal(
            (null, "\"x\"", "\"status\""),
            (without.SerializedInput, without.SerializedOutput, without.SerializedCustomStatus));
    }

    [Fact]
    public async Task S16_4_ListInstanceIds_IsNotImplemented()
    {
        EngineHost host = await StartAsync(Simple);

        RpcException refused =
            await Assert.ThrowsAsync<RpcException>(() => host.Client.ListInstanceIdsAsync());

        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    private async Task<EngineHost> WithAsync(params string[] ids)
    {
        EngineHost host = await StartAsync(Simple);
        await Task.WhenAll(ids.Select(id => host.RunAsync("Short", "x", new StartOrchestrationOptions(id))));
        return host;
    }

    private static async Task<OrchestrationMetadata> SingleAsync(EngineHost host, OrchestrationQuery query)
        => Assert.Single(await ListAsync(host, query));

    private static async Task<IEnumerable<string>> IdsAsync(EngineHost host, OrchestrationQuery? query)
        => (await ListAsync(host, query)).Select(instance => instance.InstanceId);

    private static async Task<List<OrchestrationMetadata>> ListAsync(EngineHost host, OrchestrationQuery? query)
    {
        List<OrchestrationMetadata> instances = [];
        await foreach (OrchestrationMetadata instance in host.Client.GetAllInstancesAsync(query))
        {
            instances.Add(instance);
        }

        return instances;
    }
}
