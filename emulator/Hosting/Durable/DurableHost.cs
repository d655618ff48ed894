using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Client;
using Daoban.Emulator.Hosting.Binding;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Hosting.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Durable;

/// <summary>
/// The app's durable engine. It exists only if some function needs it, and runs only if there is code to run.
/// </summary>
internal sealed class DurableHost(
    HostSettings hostSettings,
    AppSettings appSettings,
    FunctionsHostSetup setup,
    WebhookAddress webhooks,
    IServiceProvider services,
    ILoggerFactory loggers) : IAsyncDisposable
{
    private const string DefaultHub = "TestHubName";
    private const string DefaultConnection = "Storage";

    private readonly Lock gate = new();
    private readonly HostVersioning versioning = new(hostSettings, appSettings);
    private DurableEngine? engine;
    private FunctionsDurableTaskClient? client;

    /// <summary>The client of functions and webhooks.</summary>
    public DurableTaskClient Client => client ??= CreateClient();

    public DurableEngine Engine
    {
        get
        {
            lock (gate)
            {
                return engine ??= Create();
            }
        }
    }

    public string HubName => hostSettings.Text("extensions:durableTask:hubName") is { Length: > 0 } name
        ? appSettings.Resolve(name)
        : DefaultHub;

    private SerializerDataConverter Converter =>
        new(services.GetRequiredService<ValueConverter>().Serializer);

    private string? ConnectionName => hostSettings.Text("extensions:durableTask:storageProvider:connectionName")
        ?? hostSettings.Text("extensions:durableTask:storageProvider:connectionStringName");

    /// <summary>The connection's name as links show it.</summary>
    public string ConnectionLabel => string.IsNullOrEmpty(ConnectionName) ? DefaultConnection : ConnectionName;

    /// <summary>Checks that a request for the app's durable engine means this one.</summary>
    /// <exception cref="ArgumentException">It names another hub or connection.</exception>
    public void RequireOwn(string? hub, string? connection)
    {
        if (!string.IsNullOrWhiteSpace(hub) && !string.Equals(hub, HubName, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("That task hub is not the app's own; this host offers no other.");
        }

        if (!string.IsNullOrWhiteSpace(connection)
            && appSettings.FindStorageConnection(connection) != appSettings.FindStorageConnection(ConnectionName))
        {
            throw new ArgumentException("That connection is not the app's own; this host offers no other.");
        }
    }

    /// <summary>Checks the durable bindings of a function.</summary>
    /// <exception cref="FunctionBindingException">A client asks for another hub or connection.</exception>
    /// <exception cref="InvalidOperationException">The hub's connection is not set.</exception>
    public void Validate(FunctionMetadata function)
    {
        foreach (System.Reflection.ParameterInfo parameter in function.Method.GetParameters())
        {
            if (DiscoveredDefinition.BindingOf(parameter) is DurableClientAttribute client)
            {
                if (client.TaskHub is { } hub && appSettings.Resolve(hub) != HubName)
                {
                    throw Foreign(function, parameter.Name, $"task hub '{hub}'");
                }

                if (client.ConnectionName is { } name
                    && !function.IsDisabled
                    && appSettings.StorageConnection(name) != appSettings.StorageConnection(ConnectionName))
                {
                    throw Foreign(function, parameter.Name, $"connection '{name}'");
                }
            }
            else if (!function.IsDurable || parameter.Position != function.TriggerParameter.Position)
            {
                continue;
            }

            if (!function.IsDisabled)
            {
                _ = appSettings.StorageConnection(ConnectionName);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    private FunctionsDurableTaskClient CreateClient()
    {
        DurableTaskClient plain = Engine.CreateClient(new ClientSettings(HubName, Converter)
        {
            KeepsEntityIds = true,
            DefaultVersion = versioning.DefaultVersion,
        });
        return new FunctionsDurableTaskClient(plain, webhooks);
    }

    private DurableEngine Create()
    {
        var defaults = new DurableEngineOptions { HubName = HubName, ConnectionString = "" };
        var options = new DurableEngineOptions
        {
            HubName = HubName,
            ConnectionString = appSettings.StorageConnection(ConnectionName),
            Clock = setup.Clock,
            DataConverter = Converter,
            DefaultVersion = versioning.DefaultVersion,
            Versioning = versioning.Rules,
            Shards = hostSettings.Number("extensions:durableTask:storageProvider:partitionCount", defaults.Shards),
            MaxPollingInterval = hostSettings.Duration(
                "extensions:durableTask:storageProvider:maxQueuePollingInterval", defaults.MaxPollingInterval),
            MaxConcurrentActivities = hostSettings.Number(
                "extensions:durableTask:maxConcurrentActivityFunctions", defaults.MaxConcurrentActivities),
        };
        return new DurableEngine(options, services.GetRequiredService<DurableTaskRunner>(), loggers);
    }

    private static FunctionBindingException Foreign(FunctionMetadata function, string? parameter, string what) =>
        new(function.Name, parameter, $"{what} is not the app's own; this host offers no other.");
}
