using Daoban.Emulator.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Emulator.TaskHubs;

/// <summary>
/// The engines of a container, one a task hub, whoever asks first: a client shares the engine of the worker that runs
/// its hub, so that neither has to poll for the other.
/// </summary>
internal sealed class TaskHubEngines(
    IEnumerable<WorkerRegistration> registrations,
    IOptionsMonitor<TaskHubOptions> hubs,
    IServiceProvider services,
    ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly string[] workers = [.. registrations.Select(registration => registration.Name)];
    private readonly IConfiguration? configuration = services.GetService<IConfiguration>();
    private readonly Lock gate = new();
    private readonly Dictionary<TaskHubAddress, DurableEngine> engines = [];

    /// <exception cref="InvalidOperationException">The worker has no connection, or shares its hub.</exception>
    public DurableEngine EngineOfWorker(string name) => EngineOf(hubs.Get(TaskHubOptions.OfWorker(name)));

    /// <summary>A client that was told nothing goes where the worker of its name goes.</summary>
    /// <exception cref="InvalidOperationException">The client has no connection.</exception>
    public DurableEngine EngineOfClient(string name)
    {
        TaskHubOptions said = hubs.Get(TaskHubOptions.OfClient(name));
        return EngineOf(said.HubName is null && workers.Contains(name)
            ? hubs.Get(TaskHubOptions.OfWorker(name))
            : said);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DurableEngine engine in engines.Values)
        {
            await engine.DisposeAsync();
        }
    }

    private DurableEngine EngineOf(TaskHubOptions said)
    {
        TaskHubAddress address = TaskHubAddress.Of(said, configuration);
        lock (gate)
        {
            if (!engines.TryGetValue(address, out DurableEngine? engine))
            {
                engines[address] = engine = Create(address, said);
            }

            return engine;
        }
    }

    private DurableEngine Create(TaskHubAddress address, TaskHubOptions said)
    {
        string[] sharing = [.. workers.Where(name => AddressOfWorker(name) == address)];
        return sharing switch
        {
            [] => new DurableEngine(
                new DurableEngineOptions
                {
                    HubName = address.HubName,
                    ConnectionString = address.ConnectionString,
                    Clock = said.Clock ?? TimeProvider.System,
                },
                new RegistryTaskRunner(new DurableTaskRegistry(), services, new DurableTaskWorkerOptions()),
                loggers),
            [var name] => CreateForWorker(address, name),
            _ => throw new InvalidOperationException(
                $"Workers [{string.Join(", ", sharing.Select(name => $"\"{name}\""))}] share task hub "
                    + $"'{address.HubName}': a hub's work is taken by one worker of a process."),
        };
    }

    private TaskHubAddress AddressOfWorker(string name) =>
        TaskHubAddress.Of(hubs.Get(TaskHubOptions.OfWorker(name)), configuration);

    private DurableEngine CreateForWorker(TaskHubAddress address, string name)
    {
        DurableTaskWorkerOptions options =
            services.GetRequiredService<IOptionsMonitor<DurableTaskWorkerOptions>>().Get(name);
        DurableTaskRegistry registry = services.GetRequiredService<IOptionsMonitor<DurableTaskRegistry>>().Get(name);
        int activities = options.Concurrency.MaximumConcurrentActivityWorkItems;
        ArgumentOutOfRangeException.ThrowIfLessThan(activities, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaximumTimerInterval, TimeSpan.Zero);
        return new DurableEngine(
            new DurableEngineOptions
            {
                HubName = address.HubName,
                ConnectionString = address.ConnectionString,
                Clock = hubs.Get(TaskHubOptions.OfWorker(name)).Clock ?? TimeProvider.System,
                DataConverter = options.DataConverter,
                MaxConcurrentActivities = activities,
                MaximumTimerInterval = options.MaximumTimerInterval,
                DefaultVersion = options.Versioning?.DefaultVersion ?? string.Empty,
                Versioning = options.Versioning,
            },
            new RegistryTaskRunner(registry, services, options),
            loggers);
    }
}
