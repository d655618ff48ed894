using System.Text.Json;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.Tests.Engine.Worker;

/// <summary>Delegates and classes as a worker's tasks: inputs, outputs, scopes, names.</summary>
public sealed class WorkerTaskTests(AzuriteFixture azurite) : WorkerTest(azurite)
{
    [Fact]
    public async Task Delegates_OfEveryForm_Run()
    {
        var seen = new List<string>();
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddActivityFunc<int, int>("A1", (_, input) => Task.FromResult(input + 1))
            .AddActivityFunc<int, int>("A2", (_, input) => input + 2)
            .AddActivityFunc<int>("A3", async (_, input) =>
            {
                await Task.Yield();
                seen.Add($"A3 {input}");
            })
            .AddActivityFunc("A4", _ => Task.FromResult(4))
            .AddActivityFunc("A5", async _ =>
            {
                await Task.Yield();
                seen.Add("A5");
            })
            .AddActivityFunc("A6", context => context.InstanceId)
            .AddActivityFunc<int>("A7", (_, input) => seen.Add($"A7 {input}"))
            .AddActivityFunc("A8", context => seen.Add(context.Name))
            .AddOrchestratorFunc<int, int>("O1", async (context, input) =>
                await context.CallActivityAsync<int>("A1", input) + await context.CallActivityAsync<int>("A2", input))
            .AddOrchestratorFunc<int, int>("O2", (_, input) => input * 2)
            .AddOrchestratorFunc<int>("O3", async (context, input) =>
            {
                await context.CallActivityAsync("A3", input);
                await context.CallActivityAsync("A7", input);
            })
            .AddOrchestratorFunc("O4", context => context.CallActivityAsync<int>("A4"))
            .AddOrchestratorFunc("O5", async context =>
            {
                await context.CallActivityAsync("A5");
                await context.CallActivityAsync("A8");
            })
            .AddOrchestratorFunc("O6", context => context.InstanceId)
            .AddOrchestratorFunc<int>("O7", (context, input) => context.SetCustomStatus(input))
            .AddOrchestratorFunc("O8", context => context.SetCustomStatus(context.Name.Name))));

        Assert.Equal("23", await OutputAsync(host, "O1", 10));
        Assert.Equal("20", await OutputAsync(host, "O2", 10));
        Assert.Null(await OutputAsync(host, "O3", 10));
        Assert.Equal("4", await OutputAsync(host, "O4"));
        Assert.Null(await OutputAsync(host, "O5"));
        Assert.NotNull(await OutputAsync(host, "O6"));
        Assert.Equal(7, (await host.RunAsync("O7", 7)).ReadCustomStatusAs<int>());
        Assert.Equal("O8", (await host.RunAsync("O8")).ReadCustomStatusAs<string>());
        Assert.Equal(["A3 10", "A7 10", "A5", "A8"], seen);
    }

    [Fact]
    public async Task Activity_Class_RunsInAScopeOfItsOwn()
    {
        var log = new List<string>();
        WorkerHost host = await StartAsync(
            worker => worker.AddTasks(tasks => tasks
                .AddOrchestrator<Twice>()
                .AddActivity<UsesScope>()),
            services: services => services.AddSingleton(log).AddScoped<Scoped>());

        OrchestrationMetadata end = await host.RunAsync("twice");

        Assert.Equal("a, b", end.ReadOutputAs<string>());
        Assert.Equal(["run a", "end", "run b", "end"], log);
    }

    [Fact]
    public async Task S1_9_Names_CompareWithoutCase()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<string>("aCT"))
            .AddActivityFunc("Act", context => context.Name.Name)));

        Assert.Equal("aCT", (await host.RunAsync("mAIN")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S4_5_UnknownActivity_FailsByNameAndVersionAndIsNotRetried()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc("Main", async context => await FailureOfAsync(context.CallActivityAsync(
                "Nobody", options: TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1))))))));

        Assert.Equal(
            "#0 ActivityTaskNotFound: No activity task named 'Nobody' was found.",
            (await host.RunAsync("Main")).ReadOutputAs<string>());
        Assert.Equal(
            "#0 ActivityTaskNotFound: No activity task named 'Nobody' with version '7' was found.",
            (await host.RunAsync("Main", version: "7")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S6_6_UnknownOrchestrator_FailsByNameAndVersion()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
                await FailureOfAsync(context.CallSubOrchestratorAsync("Nobody")))));

        OrchestrationMetadata versioned = await host.RunAsync("Nobody", version: "7");

        Assert.Equal("OrchestratorTaskNotFound", versioned.FailureDetails?.ErrorType);
        Assert.Equal(
            "No orchestrator task named 'Nobody' with version '7' was found.", versioned.FailureDetails?.ErrorMessage);
        Assert.Equal(
            "#0 OrchestratorTaskNotFound: No orchestrator task named 'Nobody' was found.",
            (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S4_6_NoInput_IsTheDefault()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc<int, int>("Main", (context, input) =>
                context.CallActivityAsync<int>("Act", input == 0 ? null : input))
            .AddActivityFunc<int, int>("Act", (_, input) => input - 1)));

        Assert.Equal(-1, (await host.RunAsync("Main")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task S4_7_InputThatDoesNotFit_FailsTheActivity()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc("Main", async context => await FailureOfAsync(context.CallActivityAsync("Act", "x")))
            .AddActivityFunc<int, int>("Act", (_, input) => input)));

        Assert.StartsWith(
            $"#0 {typeof(JsonException)}: ", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S18_4_OrchestratorInputThatDoesNotFit_FailsIt()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc<int, int>("Main", (_, input) => input)));

        OrchestrationMetadata end = await host.RunAsync("Main", "x");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(typeof(JsonException).FullName, end.FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task S4_9_TaskOptionsAsInput_AreRefused()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                try
                {
                    await context.CallActivityAsync<int>("Act", (object)new TaskOptions());
                    return "";
                }
                catch (ArgumentException refused)
                {
                    return refused.Message;
                }
            })
            .AddActivityFunc("Act", _ => 1)));

        Assert.StartsWith(
            "A TaskOptions value was provided for the activity input",
            (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S18_1_DefaultConverter_KeepsFieldsAndReadsCaseSensitively()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc<(int Number, string Text), (int, string)>("Main", (context, input) =>
                context.CallActivityAsync<(int, string)>("Act", input))
            .AddActivityFunc<(int Number, string Text), (int, string)>("Act", (_, input) =>
                (input.Number + 1, input.Text + "!"))
            .AddOrchestratorFunc<Named, string>("Case", (_, input) => input.Name ?? "none")));

        OrchestrationMetadata tuple = await host.RunAsync("Main", (1, "a"));

        Assert.Equal("""{"Item1":1,"Item2":"a"}""", tuple.SerializedInput);
        Assert.Equal((2, "a!"), tuple.ReadOutputAs<(int, string)>());
        Assert.Equal("\"none\"", await OutputAsync(host, "Case", new { name = "x" }));
        Assert.Equal("\"x\"", await OutputAsync(host, "Case", new { Name = "x" }));
    }

    [Fact]
    public async Task S18_1_ConverterOfTheContainer_IsUsedUnlessOneIsSet()
    {
        var web = new JsonDataConverter(new JsonSerializerOptions(JsonSerializerDefaults.Web));
        static void Echo(IDurableTaskWorkerBuilder worker) => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc<Named, Named>("Main", (context, input) =>
                context.CallActivityAsync<Named>("Act", input))
            .AddActivityFunc<Named, Named>("Act", (_, input) => input));
        WorkerHost container =
            await StartAsync(Echo, services: services => services.AddSingleton<DataConverter>(web));
        OrchestrationMetadata both = await container.RunAsync("Main", new Named("x"));
        await StopAsync(container);
        WorkerHost set = await StartAsync(
            worker =>
            {
                Echo(worker);
                worker.Configure(options => options.DataConverter = JsonDataConverter.Default);
            },
            client => client.Configure(options => options.DataConverter = JsonDataConverter.Default),
            services => services.AddSingleton<DataConverter>(web));
        OrchestrationMetadata neither = await set.RunAsync("Main", new Named("x"));

        Assert.Equal(("""{"name":"x"}""", """{"name":"x"}"""), (both.SerializedInput, both.SerializedOutput));
        Assert.Equal(("""{"Name":"x"}""", """{"Name":"x"}"""), (neither.SerializedInput, neither.SerializedOutput));
    }

    [Fact]
    public async Task MaximumConcurrentActivityWorkItems_One_RunsThemOneByOne()
    {
        int running = 0;
        int most = 0;
        WorkerHost host = await StartAsync(worker => worker
            .Configure(options => options.Concurrency.MaximumConcurrentActivityWorkItems = 1)
            .AddTasks(tasks => tasks
                .AddOrchestratorFunc("Main", context => Task.WhenAll(
                    Enumerable.Range(0, 5).Select(_ => context.CallActivityAsync("Act"))))
                .AddActivityFunc("Act", async _ =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                })));

        await host.RunAsync("Main");

        Assert.Equal(1, most);
    }

    private static async Task<string?> OutputAsync(WorkerHost host, string name, object? input = null) =>
        (await host.RunAsync(name, input)).SerializedOutput;

    private static async Task<string> FailureOfAsync(Task call)
    {
        try
        {
            await call;
            return "none";
        }
        catch (TaskFailedException failed)
        {
            return $"#{failed.TaskId} {failed.FailureDetails.ErrorType}: {failed.FailureDetails.ErrorMessage}";
        }
    }

    private sealed record Named(string? Name = null);

    private sealed class Scoped(List<string> log) : IDisposable
    {
        public void Note(string what) => log.Add($"run {what}");

        public void Dispose() => log.Add("end");
    }

    private sealed class UsesScope(Scoped scoped, Scoped same) : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input)
        {
            Assert.Same(scoped, same);
            scoped.Note(input);
            return Task.FromResult(input);
        }
    }

    private sealed class Twice : TaskOrchestrator<object?, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input) =>
            $"{await context.CallActivityAsync<string>(nameof(UsesScope), "a")}, "
            + await context.CallActivityAsync<string>(nameof(UsesScope), "b");
    }
}
