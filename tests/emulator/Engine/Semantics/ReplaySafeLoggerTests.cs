using System.Collections.Concurrent;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 1.5: loggers that are silent during replay.</summary>
public sealed partial class ReplaySafeLoggerTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S1_5_ReplaySafeLoggers_WriteEachLineOnce()
    {
        Type type = typeof(ReplaySafeLoggerTests);
        var lines = new ConcurrentQueue<string>();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new QueueLoggerProvider(lines)));
        EngineHost host = await StartAsync(
            new Tasks().Orchestrator("Log", async context =>
            {
                LogStep(context.CreateReplaySafeLogger("ByName"), 1);
                LogStep(context.CreateReplaySafeLogger<ReplaySafeLoggerTests>(), 2);
                LogStep(context.ReplaySafeLoggerFactory.CreateLogger("ByFactory"), 3);
                await context.WaitForExternalEvent<int>("go");
                LogStep(context.CreateReplaySafeLogger(type), 4);
            }),
            loggers);
        string id = await host.BeginAsync("Log");
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go", 1);

        await host.EndAsync(id);

        Assert.Equal(
            ["ByName: step 1", $"{type}: step 2", "ByFactory: step 3", $"{type}: step 4"],
            lines.Where(line => line.Contains("step", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S1_5_ReplaySafeLogger_WhileReplaying_PassesLevelsAndScopesThrough()
    {
        var lines = new ConcurrentQueue<string>();
        var enabled = new ConcurrentQueue<bool>();
        using var loggers = LoggerFactory.Create(logging => logging
            .AddProvider(new QueueLoggerProvider(lines)).AddFilter("Quiet", LogLevel.Error));
        EngineHost host = await StartAsync(
            new Tasks().Orchestrator("Log", async context =>
            {
                ILogger logger = context.CreateReplaySafeLogger("Quiet");
                using (logger.BeginScope("inside"))
                {
                    enabled.Enqueue(logger.IsEnabled(LogLevel.Error));
                    enabled.Enqueue(logger.IsEnabled(LogLevel.Warning));
                }

                await context.WaitForExternalEvent<int>("go");
            }),
            loggers);
        string id = await host.BeginAsync("Log");
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go", 1);

        await host.EndAsync(id);

        Assert.Equal([true, false, true, false], enabled);
        Assert.Equal(2, lines.Count(line => line == "Quiet: scope inside"));
    }

    [Fact]
    public async Task S1_5_ReplaySafeLoggerFactory_RefusesProvidersAndOutlivesDispose()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Log", context =>
        {
            Assert.Throws<NotSupportedException>(
                () => context.ReplaySafeLoggerFactory.AddProvider(new QueueLoggerProvider([])));
            context.ReplaySafeLoggerFactory.Dispose();
            context.ReplaySafeLoggerFactory.CreateLogger("still there");
            return Task.FromResult("done");
        }));

        Assert.Equal("\"done\"", (await host.RunAsync("Log")).SerializedOutput);
    }

    [LoggerMessage(1, LogLevel.Information, "step {Step}")]
    private static partial void LogStep(ILogger logger, int step);

    private sealed class QueueLoggerProvider(ConcurrentQueue<string> lines) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new QueueLogger(categoryName, lines);

        public void Dispose()
        {
        }
    }

    private sealed class QueueLogger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category}: scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter)
            => lines.Enqueue($"{category}: {formatter(state, exception)}");
    }
}
