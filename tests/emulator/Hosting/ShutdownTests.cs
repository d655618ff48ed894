using System.Net.Sockets;
using Daoban.Emulator.Hosting;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class ShutdownTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task H140_H142_Stop_ClosesTheSocketAndLetsRequestsEndUndisturbed()
    {
        var gate = new Gate();
        await using TestApp app = await StartAsync(gate);
        Task<string> request = app.Client.GetStringAsync("/api/Slow");
        await gate.Entered.Task.WaitAsync(Deadline);

        Task stop = app.StopAsync();
        await RefusedAsync(app.Address.Port);
        Assert.False(stop.IsCompleted);
        gate.Release.SetResult();

        Assert.Equal("done False False", await request.WaitAsync(Deadline));
        await stop.WaitAsync(Deadline);
    }

    [Fact]
    public async Task H127_H141_StopOrder_IsHttpThenListenersThenTheApp()
    {
        var gate = new Gate();
        await using TestApp app = await StartAsync(gate);
        Task<string> request = app.Client.GetStringAsync("/api/Slow");
        await gate.Entered.Task.WaitAsync(Deadline);

        Task stop = app.StopAsync();
        await RefusedAsync(app.Address.Port);
        gate.Release.SetResult();
        await stop.WaitAsync(Deadline);
        await request;

        Assert.Equal(["request ends", "listener stops", "ApplicationStopping", "hosted service stops"], gate.Order);
    }

    [Fact]
    public async Task H141_ListenerThatDoesNotEnd_DoesNotHoldTheStop()
    {
        var gate = new Gate { ListenerHangs = true };
        await using TestApp app = await StartAsync(gate, TimeSpan.FromMilliseconds(100));

        await app.StopAsync().WaitAsync(Deadline);

        Assert.Contains(app.Log.All, line => line.Contains("did not end in time", StringComparison.Ordinal));
        Assert.Equal(["listener stops", "ApplicationStopping", "hosted service stops"], gate.Order);
    }

    [Fact]
    public async Task H141_ListenerThatFailsToStop_DoesNotHoldTheRest()
    {
        var gate = new Gate { ListenerFails = true };
        await using TestApp app = await StartAsync(gate);

        await app.StopAsync().WaitAsync(Deadline);

        Assert.Contains("Error Daoban.Emulator.Hosting.FunctionsRuntime: ProbeTriggers could not be stopped in order",
            app.Log.All);
        Assert.Equal(["listener stops", "ApplicationStopping", "hosted service stops"], gate.Order);
    }

    [Fact]
    public async Task StopDuringTheStart_WaitsForItAndStopsWhatHasStarted()
    {
        var gate = new Gate { ListenerStart = new TaskCompletionSource() };
        Task<TestApp> start = StartAsync(gate, functions: typeof(TwoListeners));
        IHostedService runtime = await gate.Starting.Task.WaitAsync(Deadline);

        Task stop = runtime.StopAsync(CancellationToken.None);
        Assert.False(stop.IsCompleted);
        gate.ListenerStart.SetResult();
        await stop.WaitAsync(Deadline);

        await using TestApp app = await start.WaitAsync(Deadline);
        Assert.Equal(["listener starts", "listener stops"], gate.Order);
    }

    [Fact]
    public async Task H140_H143_RequestBeyondTheLimit_IsCutOffAndTheAppStillStops()
    {
        var gate = new Gate();
        await using TestApp app = await StartAsync(gate, TimeSpan.FromMilliseconds(100));
        Task<string> request = app.Client.GetStringAsync("/api/Slow");
        await gate.Entered.Task.WaitAsync(Deadline);

        await app.StopAsync().WaitAsync(Deadline);

        await Assert.ThrowsAsync<HttpRequestException>(() => request.WaitAsync(Deadline));
        Assert.Equal(["listener stops", "ApplicationStopping", "hosted service stops"], gate.Order);
        gate.Release.SetResult();
    }

    [Fact]
    public async Task H72_Services_StopInReverseBetweenStoppingAndStopped()
    {
        var order = new List<string>();
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([])
        {
            Configure = builder => builder.Services
                .AddHostedService(_ => new Named("first", order))
                .AddSingleton<IHostedService>(_ => new Named("second", order)),
        });
        app.Get<IHostApplicationLifetime>().ApplicationStopping.Register(() => order.Add("ApplicationStopping"));
        app.Get<IHostApplicationLifetime>().ApplicationStopped.Register(() => order.Add("ApplicationStopped"));

        await app.StopAsync();

        Assert.Equal(["ApplicationStopping", "second", "first", "ApplicationStopped"], order);
    }

    [Fact]
    public void DrainLimits_AreTheRealHosts()
    {
        FunctionsHostSetup setup = new() { AppDirectory = "/", FunctionTypes = () => [] };

        Assert.Equal((30, 10), (setup.HttpDrainLimit.TotalSeconds, setup.ListenerDrainLimit.TotalSeconds));
    }

    [Fact]
    public async Task Dispose_WithoutStop_StopsTheListeners()
    {
        var gate = new Gate();
        TestApp app = await StartAsync(gate);

        app.Host.Dispose();

        Assert.Contains("listener stops", gate.Order);
    }

    private static Task<TestApp> StartAsync(Gate gate, TimeSpan? drainLimit = null, Type? functions = null) =>
        TestApp.StartAsync(new TestAppOptions([functions ?? typeof(Functions)])
        {
            DrainLimit = drainLimit,
            Configure = builder => builder.Services
                .AddSingleton(gate)
                .AddSingleton<IFunctionListenerFactory, ProbeTriggers>()
                .AddHostedService<Service>(),
        });

    private static async Task RefusedAsync(int port)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            using var tcp = new TcpClient();
            try
            {
                await tcp.ConnectAsync("127.0.0.1", port, limit.Token);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    public sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Release { get; } = new();

        public bool ListenerHangs { get; init; }

        public bool ListenerFails { get; init; }

        /// <summary>What a listener's start waits for; null for nothing.</summary>
        public TaskCompletionSource? ListenerStart { get; init; }

        public TaskCompletionSource<IHostedService> Starting { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Order { get; } = [];
    }

    public sealed class Functions(Gate gate)
    {
        [Function("Slow")]
        public async Task<IActionResult> SlowAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, CancellationToken token)
        {
            gate.Entered.SetResult();
            await gate.Release.Task;
            gate.Order.Add("request ends");
            bool aborted = req.HttpContext.RequestAborted.IsCancellationRequested;
            return new OkObjectResult($"done {token.IsCancellationRequested} {aborted}");
        }

        [Function("Probed")]
        public static void Probed([ProbeTrigger] string text)
        {
        }
    }

    public static class TwoListeners
    {
        [Function("First")]
        public static void First([ProbeTrigger] string text)
        {
        }

        [Function("Second")]
        public static void Second([ProbeTrigger] string text)
        {
        }
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class ProbeTriggerAttribute : TriggerBindingAttribute;

    private sealed class ProbeTriggers(Gate gate, IServiceProvider services)
        : IFunctionListenerFactory, IFunctionListener
    {
        public Type TriggerType => typeof(ProbeTriggerAttribute);

        public void Validate(FunctionMetadata function)
        {
        }

        public IFunctionListener Create(FunctionMetadata function, TriggerCall call) => this;

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            if (gate.ListenerStart is { } allowed)
            {
                gate.Order.Add("listener starts");
                gate.Starting.TrySetResult(services.GetRequiredService<FunctionsRuntime>());
                await allowed.Task;
            }
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            gate.Order.Add("listener stops");
            if (gate.ListenerFails)
            {
                throw new InvalidOperationException("a bug");
            }

            if (gate.ListenerHangs)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
    }

    private sealed class Named(string name, List<string> order) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            order.Add(name);
            return Task.CompletedTask;
        }
    }

    private sealed class Service(Gate gate, IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.ApplicationStopping.Register(() => gate.Order.Add("ApplicationStopping"));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            gate.Order.Add("hosted service stops");
            return Task.CompletedTask;
        }
    }
}
