using Daoban.Emulator.Hosting.Durable;
using Daoban.TestKit;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>
/// Orchestration versions by host.json, as in learn.microsoft.com/azure/durable-task (orchestration versioning): how an
/// application is updated while its orchestrations run.
/// </summary>
public sealed class DurableVersionTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly string hub = $"V{Guid.NewGuid():N}";

    [Fact]
    public async Task DefaultVersion_OfHostJson_IsThatOfNewInstancesAndTheirChildren()
    {
        await using TestApp app = await StartAsync("""{ "defaultVersion": "2" }""");

        Assert.Equal("\"2/2\"", (await RunAsync(app, version: null)).SerializedOutput);
    }

    [Fact]
    public async Task DefaultVersion_BySetting_ReplacesThatOfHostJson()
    {
        await using TestApp app = await StartAsync(
            """{ "defaultVersion": "2" }""",
            ("AzureFunctionsJobHost__extensions__durableTask__defaultVersion", "3"));

        Assert.Equal("\"3/3\"", (await RunAsync(app, version: null)).SerializedOutput);
    }

    [Fact]
    public async Task OlderInstance_OnANewerHost_KeepsItsVersion()
    {
        await using TestApp app = await StartAsync("""{ "defaultVersion": "2" }""");

        Assert.Equal("\"1/2\"", (await RunAsync(app, "1")).SerializedOutput);
    }

    [Fact]
    public async Task NewerInstance_OnAnOlderHost_WaitsForANewerOne()
    {
        const string Newer = "newer";
        await using (TestApp older = await StartAsync("""{ "defaultVersion": "1" }"""))
        {
            await ClientOf(older).ScheduleNewOrchestrationInstanceAsync(
                "Say", null, new StartOrchestrationOptions(Newer) { Version = new TaskVersion("2") });

            await RunAsync(older, version: null);

            OrchestrationMetadata? left = await ClientOf(older).GetInstanceAsync(Newer);
            Assert.Equal(OrchestrationRuntimeStatus.Pending, left!.RuntimeStatus);
        }

        await using TestApp newer = await StartAsync("""{ "defaultVersion": "2" }""");

        Assert.Equal("\"2/2\"", (await WaitAsync(newer, Newer)).SerializedOutput);
    }

    [Fact]
    public async Task NewerInstance_WithTheStrategyFail_Fails()
    {
        await using TestApp app = await StartAsync(
            """{ "defaultVersion": "1", "versionMatchStrategy": "Strict", "versionFailureStrategy": "Fail" }""");

        OrchestrationMetadata done = await RunAsync(app, "2");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal("VersionMismatch", done.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Strategy_WithAnUnknownName_StopsTheStart()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => StartAsync("""{ "defaultVersion": "1", "versionMatchStrategy": "Newest" }"""));

        Assert.Contains("versionMatchStrategy must be one of None, Strict", error.Message, StringComparison.Ordinal);
    }

    private static DurableTaskClient ClientOf(TestApp app) => app.Get<DurableHost>().Client;

    private static async Task<OrchestrationMetadata> RunAsync(TestApp app, string? version)
    {
        TaskVersion? asked = version is null ? default(TaskVersion?) : new TaskVersion(version);
        string id = await ClientOf(app).ScheduleNewOrchestrationInstanceAsync(
            "Say", null, new StartOrchestrationOptions { Version = asked });
        return await WaitAsync(app, id);
    }

    private static async Task<OrchestrationMetadata> WaitAsync(TestApp app, string id)
    {
        using var limit = new CancellationTokenSource(Deadline);
        return await ClientOf(app).WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    private Task<TestApp> StartAsync(string durable, params (string Name, string Value)[] settings)
    {
        string inHub = durable.Replace("{ ", $"{{ \"hubName\": \"{hub}\", ", StringComparison.Ordinal);
        return TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            HostJson = $$"""
                { "version": "2.0", "extensions": { "durableTask": {{inHub}} } }
                """,
            Settings = settings.Append(("AzureWebJobsStorage", azurite.ConnectionString))
                .ToDictionary(setting => setting.Item1, setting => setting.Item2),
        });
    }

    public static class Functions
    {
        [Function("Say")]
        public static async Task<string> SayAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            $"{context.Version}/{await context.CallSubOrchestratorAsync<string>("SayChild")}";

        [Function("SayChild")]
        public static string SayChild([OrchestrationTrigger] TaskOrchestrationContext context) => context.Version;
    }
}
