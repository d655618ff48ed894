using Daoban.Emulator.TaskHubs;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Tests.Engine.Worker;

/// <summary>Workers and clients of plain hosts: where their hub is, how they start, share and stop.</summary>
public sealed class PlainHostTests(AzuriteFixture azurite) : WorkerTest(azurite)
{
    [Fact]
    public async Task Host_ToldByConfiguration_RunsThatHub()
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new("AzureWebJobsStorage", ConnectionString), new("TaskHub", Hub)]);
        builder.Services.AddDurableTaskWorker(worker => worker.AddTasks(Hello));
        builder.Services.AddDurableTaskClient(client => client.RegisterDirectly());
        WorkerHost host = await StartAsync(builder);

        OrchestrationMetadata end = await host.RunAsync("Hello", "you");

        Assert.Equal("Hello you", end.ReadOutputAs<string>());
        Assert.Equal(Hub, host.Engine.Options.HubName);
    }

    [Fact]
    public void Host_ToldNothingOfAHub_UsesTheFunctionsHostsDefault()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", "UseDevelopmentStorage=true")]).Build();

        Assert.Equal("TestHubName", TaskHubAddress.Of(new TaskHubOptions(), configuration).HubName);
    }

    [Fact]
    public async Task Start_NoConnection_FailsAndSaysWhatToSet()
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.Services.AddDurableTaskWorker(worker => worker.AddTasks(Hello));
        using IHost host = builder.Build();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "Task hub 'TestHubName' has no storage connection: set 'AzureWebJobsStorage' or call UseAzureStorage.",
            failure.Message);
    }

    [Fact]
    public async Task Start_HubNameNotAllowed_Fails()
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.Services.AddDurableTaskWorker().UseAzureStorage(ConnectionString, "my-hub");
        using IHost host = builder.Build();

        await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_TwoWorkersOfOneHub_FailsByTheirNames()
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.Services.AddDurableTaskWorker("a").UseAzureStorage(ConnectionString, Hub);
        builder.Services.AddDurableTaskWorker("b").UseAzureStorage(ConnectionString, Hub);
        using IHost host = builder.Build();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith($"Workers [\"a\", \"b\"] share task hub '{Hub}'", failure.Message);
    }

    [Fact]
    public async Task AddDurableTaskWorker_Twice_SetsUpOneWorkerFurther()
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.Services.AddDurableTaskWorker(worker => worker.AddTasks(Hello));
        builder.Services.AddDurableTaskWorker().UseAzureStorage(ConnectionString, Hub)
            .AddTasks(tasks => tasks.AddOrchestratorFunc("Main", context =>
                context.CallSubOrchestratorAsync<string>("Hello", "there")));
        builder.Services.AddDurableTaskClient();
        WorkerHost host = await StartAsync(builder);

        Assert.Equal("Hello there", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task NamedWorkers_HubsOfTheirOwn_BothRun()
    {
        HostApplicationBuilder builder = NewBuilder();
        foreach (string name in new[] { "One", "Two" })
        {
            builder.Services.AddDurableTaskWorker(name, worker => worker
                .UseAzureStorage(ConnectionString, Hub + name)
                .AddTasks(tasks => tasks.AddOrchestratorFunc("Main", _ => name)));
            builder.Services.AddDurableTaskClient(name, _ => { });
        }

        WorkerHost host = await StartAsync(builder);
        IDurableTaskClientProvider clients = host.Host.Services.GetRequiredService<IDurableTaskClientProvider>();

        Assert.Equal("One", await RunMainAsync(clients.GetClient("One")));
        Assert.Equal("Two", await RunMainAsync(clients.GetClient("Two")));
        Assert.Null(host.Host.Services.GetService<DurableTaskClient>());
        var unknown = Assert.Throws<ArgumentOutOfRangeException>(() => clients.GetClient());
        Assert.Contains("""There are these clients: ["One", "Two"].""", unknown.Message);
    }

    [Fact]
    public async Task Client_OfTheWorkersHub_SharesItsEngine()
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.Services.AddDurableTaskWorker(worker =>
            worker.UseAzureStorage(ConnectionString, Hub, Clock).AddTasks(Hello));
        builder.Services.AddDurableTaskClient("told", client => client.UseAzureStorage(ConnectionString, Hub));
        builder.Services.AddDurableTaskClient("elsewhere", client => client.UseAzureStorage(ConnectionString, "Other"));
        builder.Services.AddDurableTaskClient();
        WorkerHost host = await StartAsync(builder);
        TaskHubEngines engines = host.Host.Services.GetRequiredService<TaskHubEngines>();

        Assert.Same(host.Engine, engines.EngineOfClient(""));
        Assert.Same(host.Engine, engines.EngineOfClient("told"));
        Assert.NotSame(host.Engine, engines.EngineOfClient("elsewhere"));
        Assert.Same(Clock, host.Engine.Options.Clock);
    }

    [Fact]
    public async Task Client_WithoutWorker_ReachesTheWorkerOfAnotherHost()
    {
        await StartAsync(worker => worker.AddTasks(Hello));
        HostApplicationBuilder builder = NewBuilder();
        builder.Services.AddDurableTaskClient(client => client.UseAzureStorage(ConnectionString, Hub));
        WorkerHost other = await StartAsync(builder);

        Assert.Equal("Hello world", (await other.RunAsync("Hello", "world")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Stop_WhileAnOrchestrationWaits_GivesTheHubToTheNextHost()
    {
        static void Wait(IDurableTaskWorkerBuilder worker) => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.WaitForExternalEvent<string>("go")));
        WorkerHost first = await StartAsync(Wait);
        string id = await first.ScheduleAsync("Main");
        await first.Client.WaitForInstanceStartAsync(id, TestContext.Current.CancellationToken);

        await StopAsync(first);
        WorkerHost next = await StartAsync(Wait);
        await next.Client.RaiseEventAsync(id, "go", "on");

        Assert.Equal("on", (await next.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Clock_OfTheWorker_MovesNinetyDaysAtOnce()
    {
        WorkerHost host = await StartAsync(worker => worker
            .Configure(options => options.MaximumTimerInterval = TimeSpan.FromDays(100))
            .AddTasks(tasks => tasks.AddOrchestratorFunc("Main", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(90), CancellationToken.None);
                return context.CurrentUtcDateTime;
            })));
        DateTime due = Clock.GetUtcNow().UtcDateTime.AddDays(90);
        string id = await host.ScheduleAsync("Main");
        await Eventually.HoldsAsync(async () => (await host.HistoryAsync(id)).Any(
            happened => happened is DurableTask.Core.History.TimerCreatedEvent timer && timer.FireAt == due));

        Clock.Advance(TimeSpan.FromDays(90));

        Assert.Equal(due, (await host.EndAsync(id)).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task S8_1_IdOfAnEntity_IsAnyOthersWithoutEntities()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(Hello));

        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Hello", "you", new StartOrchestrationOptions("@id"), TestContext.Current.CancellationToken);

        Assert.Equal("Hello you", (await host.EndAsync("@id")).ReadOutputAs<string>());
    }

    private static void Hello(DurableTaskRegistry tasks) =>
        tasks.AddOrchestratorFunc<string, string>("Hello", (_, name) => $"Hello {name}");

    private static async Task<string?> RunMainAsync(DurableTaskClient client)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        string id = await client.ScheduleNewOrchestrationInstanceAsync("Main", token);
        return (await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, token))
            .ReadOutputAs<string>();
    }
}
