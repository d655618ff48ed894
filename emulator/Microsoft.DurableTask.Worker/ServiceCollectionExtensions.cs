using Daoban.Emulator.TaskHubs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Worker;

/// <summary>Adds workers to a host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a worker that starts and stops with the host, or sets up the one of this name further.</summary>
    public static IDurableTaskWorkerBuilder AddDurableTaskWorker(this IServiceCollection services, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        return WorkerRegistration.Add(services, name ?? Options.DefaultName);
    }

    /// <inheritdoc cref="AddDurableTaskWorker(IServiceCollection, string?)" />
    public static IServiceCollection AddDurableTaskWorker(
        this IServiceCollection services, Action<IDurableTaskWorkerBuilder> configure)
        => services.AddDurableTaskWorker(Options.DefaultName, configure);

    /// <inheritdoc cref="AddDurableTaskWorker(IServiceCollection, string?)" />
    public static IServiceCollection AddDurableTaskWorker(
        this IServiceCollection services, string name, Action<IDurableTaskWorkerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        configure(WorkerRegistration.Add(services, name));
        return services;
    }
}
