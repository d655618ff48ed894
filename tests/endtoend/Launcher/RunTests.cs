using System.Net;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Launcher;

/// <summary><c>./run</c>, and <c>./run demo --base-url</c> against what it started.</summary>
public sealed class RunTests(RunningLauncher launcher) : IClassFixture<RunningLauncher>
{
    [Fact]
    public async Task Run_Started_AnswersWhereItSays()
    {
        using var http = new HttpClient();

        using HttpResponseMessage health = await http.GetAsync(new Uri($"{launcher.App}/api/health"));
        using HttpResponseMessage orders = await http.GetAsync(new Uri($"{launcher.Bank}/simulator/orders"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (health.StatusCode, orders.StatusCode));
        Assert.Contains("clerk-damao", launcher.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BesideAnother_TakesOtherPortsAndStopsAllOfItWhenAsked()
    {
        await using var second = new RunningLauncher();
        await second.InitializeAsync();
        using var http = new HttpClient();

        int code = await second.StopAsync();

        Assert.Equal(0, code);
        Assert.Contains("is busy;", second.Output, StringComparison.Ordinal);
        Assert.NotEqual(launcher.App, second.App);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"{second.App}/api/health")));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"{second.Bank}/health")));
    }

    // An order stays open for 30 s in the development catalog; the issuer is found through the application.
    [Fact]
    public async Task Demo_BaseUrl_EndsWithZeroAndSaysWhatItLeavesOut()
    {
        await using LauncherProcess demo = LauncherProcess.Start(
            "demo", "--base-url", launcher.App, "--bank-url", launcher.Bank, "--patience", "29");

        int code = await demo.EndAsync();

        Assert.True(code == 0, demo.Output);
        Assert.Contains("left out: the catalog keeps an order open for 30 s", demo.Output, StringComparison.Ordinal);
        Assert.Contains("4 of 5 cases ended as expected, 1 left out", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_BankOutOfReach_EndsWithOne()
    {
        string nowhere = $"http://127.0.0.1:{FreePort.Next()}";
        await using LauncherProcess demo = LauncherProcess.Start(
            "demo", "--base-url", launcher.App, "--bank-url", nowhere, "--patience", "5");

        int code = await demo.EndAsync();

        Assert.True(code == 1, demo.Output);
        Assert.Contains("FAILED", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_NobodyAnswers_EndsWithOneAndSaysWhatToDo()
    {
        string nowhere = $"http://127.0.0.1:{FreePort.Next()}";
        await using LauncherProcess demo = LauncherProcess.Start("demo", "--base-url", nowhere);

        int code = await demo.EndAsync();

        Assert.Equal(1, code);
        Assert.Contains($"No application answers at {nowhere}/", demo.Output, StringComparison.Ordinal);
        Assert.Contains("Start one with ./run", demo.Output, StringComparison.Ordinal);
    }
}
