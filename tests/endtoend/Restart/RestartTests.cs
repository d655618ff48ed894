using Daoban.EndToEnd.Tests.Kill;
using Daoban.EndToEnd.Tests.Support;
using Daoban.Run.Demo;

namespace Daoban.EndToEnd.Tests.Restart;

/// <summary>An orderly stop in the middle of a case.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Case_AppStoppedBySigtermInBetween_CompletesAfterTheNextStart()
    {
        await using RunningSystem system = await RunningSystem.StartAsync(new SystemOptions { Telemetry = true });
        using var http = new HttpClient();
        Assert.True(await system.StartAppAsync());
        var log = new OutputLog("claimed");

        Task<ScenarioResult> scenario = system.Scenarios(http, TimeSpan.FromSeconds(60), log)
            .RunFreeAsync(TestContext.Current.CancellationToken);
        await log.Reached.WaitAsync(TimeSpan.FromSeconds(60));
        int code = await system.App!.StopAsync();
        log.Write($"stopped with exit code {code}");
        bool finished = scenario.IsCompleted;
        Assert.True(await system.StartAppAsync());
        ScenarioResult result = await scenario;

        Assert.False(finished);
        Assert.Equal(0, code);
        Assert.Null(result.Failure);
        Assert.Equal(CaseStages.Completed, result.Stage, ignoreCase: true);
        await new FinalState(person => system.Staff(http, person), system.Azurite.ConnectionString).VerifyAsync(result);

        // The second process goes on in the trace that the first one began.
        await system.App!.StopAsync();
        SpanGraph spans = SpanGraph.Read(Path.Combine(system.TelemetryFolder, "spans.jsonl"), result.CaseId);
        Assert.Equal([], spans.Separated());
        Assert.Contains(spans.Single("SubmitCase"), spans.WayUp(spans.Single("CloseCase")));
    }
}
