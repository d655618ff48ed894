using System.Globalization;
using Daoban.Emulator.Hosting.Durable;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>SEMANTICS 18.3: durable data of a Functions app is in the worker's JSON.</summary>
public sealed class FunctionDataTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task S18_3_Tuple_LosesItsFields()
    {
        await using TestApp app = await StartAsync();

        OrchestrationMetadata end = await RunAsync(app, "Tuple", (1, "a"));

        Assert.Equal(("{}", "{}"), (end.SerializedInput, end.SerializedOutput));
        Assert.Equal((0, null), end.ReadOutputAs<(int, string?)>());
    }

    [Fact]
    public async Task S18_3_Members_AreReadWithoutCaseByOrchestratorsToo()
    {
        await using TestApp app = await StartAsync();

        OrchestrationMetadata end = await RunAsync(app, "Named", new { pRICE = 2.5m, colour = 1 });

        Assert.Equal("2.5 Green", end.ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("Named")]
    [InlineData("ByActivity")]
    public async Task S18_3_EnumByName_ThrowsJsonException(string orchestrator)
    {
        await using TestApp app = await StartAsync();

        OrchestrationMetadata end = await RunAsync(app, orchestrator, new { Price = 1, Colour = "Green" });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        TaskFailureDetails? cause = end.FailureDetails;
        while (cause?.InnerFailure is { } inner && cause.ErrorType != "System.Text.Json.JsonException")
        {
            cause = inner;
        }

        Assert.Equal("System.Text.Json.JsonException", cause?.ErrorType);
    }

    /// <summary>The real host reads and writes the result again: 1.1, and é as it is.</summary>
    [Fact]
    public async Task S18_3_ActivityResult_StaysAsTheActivityWroteIt()
    {
        await using TestApp app = await StartAsync();

        OrchestrationMetadata end = await RunAsync(app, "Exact");

        IList<HistoryEvent> history = await Client(app).GetOrchestrationHistoryAsync(end.InstanceId);
        Assert.Equal(
            """{"Price":1.10,"Text":"\u00E9"}""", history.OfType<TaskCompletedEvent>().Single().Result);
        Assert.Equal("1.10 é", end.ReadOutputAs<string>());
    }

    private static DurableTaskClient Client(TestApp app) => app.Get<DurableHost>().Client;

    private static async Task<OrchestrationMetadata> RunAsync(TestApp app, string name, object? input = null)
    {
        using var limit = new CancellationTokenSource(Deadline);
        string id = await Client(app).ScheduleNewOrchestrationInstanceAsync(name, input, limit.Token);
        return await Client(app).WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(new TestAppOptions([typeof(Data)])
    {
        HostJson = $$"""
            { "version": "2.0", "extensions": { "durableTask": { "hubName": "H{{Guid.NewGuid():N}}" } } }
            """,
        Settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = azurite.ConnectionString },
    });

    public sealed record Paint(decimal Price, BindingTests.Colour Colour);

    public sealed record Priced(decimal Price, string Text);

    public static class Data
    {
        [Function("Tuple")]
        public static Task<(int, string?)> TupleAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Task.FromResult(context.GetInput<(int, string?)>());

        [Function("Named")]
        public static Task<string> NamedAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Task.FromResult(Describe(context.GetInput<Paint>()!));

        [Function("ByActivity")]
        public static Task<string> ByActivityAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("DescribePaint", context.GetInput<object>());

        [Function("DescribePaint")]
        public static string DescribePaint([ActivityTrigger] Paint paint) => Describe(paint);

        [Function("Exact")]
        public static async Task<string> ExactAsync([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Priced priced = await context.CallActivityAsync<Priced>("PriceOf");
            return string.Create(CultureInfo.InvariantCulture, $"{priced.Price} {priced.Text}");
        }

        [Function("PriceOf")]
        public static Priced PriceOf([ActivityTrigger] string? input) => new(1.10m, "é");

        private static string Describe(Paint paint) =>
            string.Create(CultureInfo.InvariantCulture, $"{paint.Price} {paint.Colour}");
    }
}
