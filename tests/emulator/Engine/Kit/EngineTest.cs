using Daoban.Emulator.Engine;
using Daoban.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Emulator.Tests.Engine.Kit;

/// <summary>Gives each test engines on hubs of their own and stops them afterwards.</summary>
public abstract class EngineTest(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly List<EngineHost> hosts = [];

    /// <summary>Whether nothing stays in memory, so that every turn begins with a replay.</summary>
    private protected virtual bool IsCold => false;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (EngineHost host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>An engine that does not run yet; its client works.</summary>
    private protected EngineHost Prepare(Tasks tasks, ILoggerFactory? loggers = null, string defaultVersion = "")
    {
        return Prepare(tasks, $"t{Guid.NewGuid():N}", NewClock(), null, loggers, defaultVersion);
    }

    /// <summary>One of several engines of a hub, as in several processes, perhaps with a connection of its
    /// own.</summary>
    private protected EngineHost Prepare(
        Tasks tasks,
        string hub,
        FakeTimeProvider clock,
        string? connectionString = null,
        ILoggerFactory? loggers = null,
        string defaultVersion = "")
    {
        var host = new EngineHost(
            tasks,
            time => new DurableEngineOptions
            {
                HubName = hub,
                ConnectionString = connectionString ?? azurite.ConnectionString,
                Clock = time,
                DefaultVersion = defaultVersion,
                StopGrace = TimeSpan.FromSeconds(1),
                MaxHotInstances = IsCold ? 0 : 1000,
                TracesOrchestrations = true,
            },
            loggers ?? NullLoggerFactory.Instance,
            clock);
        hosts.Add(host);
        return host;
    }

    private protected static FakeTimeProvider NewClock() => new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    private protected Task<EngineHost> StartAsync(Tasks tasks, ILoggerFactory? loggers = null)
        => Prepare(tasks, loggers).StartAsync();
}
