using System.Collections.Concurrent;
using Daoban.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>Orchestrators and activities as functions: HOST 58, SEMANTICS 4 and 18.3.</summary>
public sealed class DurableFunctionTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task HttpStarter_RunsAnOrchestrationWithActivities()
    {
        await using TestApp app = await StartAsync();

        string id = await app.Client.GetStringAsync("/api/Start?name=Greet");
        OrchestrationMetadata done = await WaitAsync(app, id);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal("""{"Text":"Hello x","Length":7}""", done.SerializedOutput);
    }

    [Fact]
    public async Task H58_Middleware_WrapsOrchestratorsAndActivities()
    {
        var seen = new ConcurrentQueue<string>();
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware((context, next) =>
        {
            string trigger = context.FunctionDefinition.InputBindings.Values.Single(binding =>
                binding.Type.EndsWith("Trigger", StringComparison.Ordinal)).Type;
            seen.Enqueue($"{trigger} {context.GetHttpContext() is not null} {context.Items.Count}");
            return next();
        }));

        string id = await app.Client.GetStringAsync("/api/Start?name=Greet");
        await WaitAsync(app, id);

        Assert.Contains("httpTrigger True 1", seen);
        Assert.Contains("orchestrationTrigger False 0", seen);
        Assert.Contains("activityTrigger False 0", seen);
    }

    [Fact]
    public async Task H63_ActivityFailure_IsWhatMiddlewareMadeOfIt()
    {
        await using TestApp app = await StartAsync(builder => builder.UseWhen(
            context => context.FunctionDefinition.Name == "Throw",
            async (_, next) =>
            {
                try
                {
                    await next();
                }
                catch (FormatException)
                {
                    throw new NotSupportedException("clean");
                }
            }));

        string id = await app.Client.GetStringAsync("/api/Start?name=Failing");
        OrchestrationMetadata done = await WaitAsync(app, id);

        Assert.Equal("\"System.NotSupportedException: clean\"", done.SerializedOutput);
    }

    [Fact]
    public async Task ActivityInput_IsReadWithoutCaseAndEnumsAreNumbers()
    {
        await using TestApp app = await StartAsync();

        string id = await app.Client.GetStringAsync("/api/Start?name=Shapes");
        OrchestrationMetadata done = await WaitAsync(app, id);

        Assert.Equal("""["Name Green","null","0","2"]""", done.SerializedOutput);
    }

    [Fact]
    public async Task OrchestratorParameter_WithoutBinding_GetsTheInput()
    {
        await using TestApp app = await StartAsync();

        string id = await app.Client.GetStringAsync("/api/Start?name=ByParameter");
        OrchestrationMetadata done = await WaitAsync(app, id);

        Assert.Equal("\"x True\"", done.SerializedOutput);
    }

    [Fact]
    public async Task H68_ActivityScope_IsItsOwnAndTheInstanceIdBindsByName()
    {
        await using TestApp app = await StartAsync(builder => builder.Services.AddScoped<Scoped>());

        string id = await app.Client.GetStringAsync("/api/Start?name=Scopes");
        OrchestrationMetadata done = await WaitAsync(app, id);

        string[] answers = done.ReadOutputAs<string[]>()!;
        Assert.All(answers, answer => Assert.StartsWith(id, answer, StringComparison.Ordinal));
        Assert.NotEqual(answers[0], answers[1]);
    }

    [Fact]
    public async Task TriggerWithAName_IsCalledByThatName()
    {
        await using TestApp app = await StartAsync();

        string id = await app.Client.GetStringAsync("/api/Start?name=Renamed");

        Assert.Equal("\"renamed\"", (await WaitAsync(app, id)).SerializedOutput);
    }

    [Fact]
    public async Task TwoFunctionsWithOneTaskName_StopTheStart()
    {
        var error = await Assert.ThrowsAsync<Daoban.Emulator.Hosting.Discovery.FunctionsStartException>(
            () => TestApp.StartAsync(Options() with { Functions = [typeof(Clashing)] }));

        Assert.Contains("Function 'Two'", error.Message, StringComparison.Ordinal);
        Assert.Contains("activity 'one' is already 'One'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_OfAnotherHub_StopsTheStart()
    {
        var error = await Assert.ThrowsAsync<Daoban.Emulator.Hosting.Discovery.FunctionsStartException>(
            () => TestApp.StartAsync(Options() with { Functions = [typeof(ForeignHub)] }));

        Assert.Contains(
            "parameter 'client': task hub 'Other' is not the app's own", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H141_Stop_LetsARunningActivityEnd()
    {
        TestApp app = await StartAsync();
        await using (app)
        {
            await app.Client.GetStringAsync("/api/Start?name=Slow");
            await Durable.SlowEntered.Task.WaitAsync(Deadline);

            Task stop = app.StopAsync();
            Assert.False(stop.IsCompleted);
            Durable.SlowRelease.SetResult();
            await stop.WaitAsync(Deadline);
        }

        Assert.Contains(
            app.Log.All, line => line.Contains("Executed 'Functions.SlowStep' (Succeeded", StringComparison.Ordinal));
    }

    private Task<TestApp> StartAsync(
        Action<Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder>? configure = null) =>
        TestApp.StartAsync(Options() with
        {
            Configure = builder =>
            {
                builder.Services.AddScoped<Scoped>();
                configure?.Invoke(builder);
            },
        });

    private TestAppOptions Options() => new([typeof(Durable), typeof(ScopedActivity)])
    {
        HostJson = $$"""
            { "version": "2.0", "extensions": { "durableTask": { "hubName": "H{{Guid.NewGuid():N}}" } } }
            """,
        Settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = azurite.ConnectionString },
    };

    private static async Task<OrchestrationMetadata> WaitAsync(TestApp app, string id)
    {
        using var limit = new CancellationTokenSource(Deadline);
        DurableTaskClient client = app.Get<Daoban.Emulator.Hosting.Durable.DurableHost>().Client;
        return await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    public sealed record Greeting(string Text, int Length);

    public sealed record Shape(string Name, BindingTests.Colour Colour);

    public sealed class Scoped
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    public sealed class ScopedActivity(Scoped scoped)
    {
        [Function("ScopeOf")]
        public string ScopeOf([ActivityTrigger] FunctionContext context, string instanceId, CancellationToken token)
        {
            Assert.Equal(context.CancellationToken, token);
            return $"{instanceId} {scoped.Id}";
        }
    }

    public static class Clashing
    {
        [Function("One")]
        public static void One([ActivityTrigger] string? input)
        {
        }

        [Function("Two")]
        public static void Two([ActivityTrigger(Activity = "one")] string? input)
        {
        }
    }

    public static class ForeignHub
    {
        [Function("ForeignHub")]
        public static void Run(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req,
            [DurableClient(TaskHub = "Other")] DurableTaskClient client)
        {
        }
    }

    public static class Durable
    {
        public static TaskCompletionSource SlowEntered { get; } = new();

        public static TaskCompletionSource SlowRelease { get; } = new();

        [Function("Start")]
        public static async Task<IActionResult> StartAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req,
            string name,
            [DurableClient] DurableTaskClient client) =>
            new OkObjectResult(await client.ScheduleNewOrchestrationInstanceAsync(name, "x"));

        [Function("Greet")]
        public static async Task<Greeting> GreetAsync([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            string text = await context.CallActivityAsync<string>("Hello", context.GetInput<string>());
            return new Greeting(text, await context.CallActivityAsync<int>("Length", text));
        }

        [Function("Hello")]
        public static string Hello([ActivityTrigger] string name) => $"Hello {name}";

        [Function("Length")]
        public static async Task<int> LengthAsync([ActivityTrigger] string text)
        {
            await Task.Yield();
            return text.Length;
        }

        [Function("Failing")]
        public static async Task<string> FailingAsync([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                await context.CallActivityAsync("Throw");
                return "no failure";
            }
            catch (TaskFailedException exception)
            {
                return $"{exception.FailureDetails.ErrorType}: {exception.FailureDetails.ErrorMessage}";
            }
        }

        [Function("Throw")]
        public static void Throw([ActivityTrigger] string? input) => throw new FormatException("quotes its input");

        [Function("Shapes")]
        public static async Task<string[]> ShapesAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        [
            await context.CallActivityAsync<string>("ShapeOf", new { name = "Name", colour = 1 }),
            await context.CallActivityAsync<string>("ShapeOf"),
            await context.CallActivityAsync<string>("NumberOf"),
            await context.CallActivityAsync<string>("CountOf", new[] { 1, 2 }),
        ];

        [Function("ShapeOf")]
        public static string ShapeOf([ActivityTrigger] Shape? shape) =>
            shape is null ? "null" : $"{shape.Name} {shape.Colour}";

        [Function("NumberOf")]
        public static string NumberOf([ActivityTrigger] int number) => $"{number}";

        [Function("CountOf")]
        public static string CountOf([ActivityTrigger] IReadOnlyList<int> numbers) => $"{numbers.Count}";

        [Function("ByParameter")]
        public static Task<string> ByParameterAsync(
            [OrchestrationTrigger] TaskOrchestrationContext context, FunctionContext function, string input) =>
            Task.FromResult($"{input} {function.FunctionDefinition.Name == "ByParameter"}");

        [Function("Scopes")]
        public static async Task<string[]> ScopesAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            [await context.CallActivityAsync<string>("ScopeOf"), await context.CallActivityAsync<string>("ScopeOf")];

        [Function("RenamedFunction")]
        public static Task<string> RenamedAsync(
            [OrchestrationTrigger(Orchestration = "Renamed")] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("renamedStep");

        [Function("RenamedActivity")]
        public static string RenamedStep([ActivityTrigger(Activity = "RenamedStep")] string? input) => "renamed";

        [Function("Slow")]
        public static Task SlowAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync("SlowStep");

        [Function("SlowStep")]
        public static async Task SlowStepAsync([ActivityTrigger] string? input)
        {
            SlowEntered.SetResult();
            await SlowRelease.Task;
        }
    }
}
