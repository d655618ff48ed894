using Daoban.Emulator.TaskHubs;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator;

/// <summary>
/// Says which task hub a worker or a client uses. Without it: a client uses the hub of the worker of its name; else the
/// connection is the setting <c>AzureWebJobsStorage</c> and the hub the setting <c>TaskHub</c> or <c>TestHubName</c>.
/// </summary>
public static class AzureStorageBuilderExtensions
{
    /// <param name="builder">The worker.</param>
    /// <param name="connectionString">A storage connection string, <c>UseDevelopmentStorage=true</c> included.</param>
    /// <param name="taskHub">3 to 45 letters and digits, letter first; else the host does not start.</param>
    /// <param name="clock">Orchestration time and the clock of durable timers; null for the system's.</param>
    public static IDurableTaskWorkerBuilder UseAzureStorage(
        this IDurableTaskWorkerBuilder builder, string connectionString, string taskHub, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Configure(builder.Services, TaskHubOptions.OfWorker(builder.Name), connectionString, taskHub, clock);
        return builder;
    }

    /// <param name="builder">The client.</param>
    /// <param name="connectionString">A storage connection string, <c>UseDevelopmentStorage=true</c> included.</param>
    /// <param name="taskHub">3 to 45 letters and digits, letter first; else the client cannot be made.</param>
    /// <param name="clock">
    /// Time of what the client stores; null for the system's. With a worker of the same hub in the container, the
    /// worker's is taken.
    /// </param>
    public static IDurableTaskClientBuilder UseAzureStorage(
        this IDurableTaskClientBuilder builder, string connectionString, string taskHub, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Configure(builder.Services, TaskHubOptions.OfClient(builder.Name), connectionString, taskHub, clock);
        return builder;
    }

    private static void Configure(
        IServiceCollection services, string name, string connectionString, string taskHub, TimeProvider? clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(taskHub);
        services.Configure<TaskHubOptions>(name, options =>
            (options.ConnectionString, options.HubName, options.Clock) = (connectionString, taskHub, clock));
    }
}
