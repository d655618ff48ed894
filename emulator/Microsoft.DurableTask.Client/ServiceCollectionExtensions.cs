using Daoban.Emulator.TaskHubs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Client;

/// <summary>Adds clients to a container.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a client, or sets up the one of this name further.</summary>
    public static IDurableTaskClientBuilder AddDurableTaskClient(this IServiceCollection services, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new ClientBuilder(name ?? Options.DefaultName, services);
        ClientRegistration.Add(builder);
        return builder;
    }

    /// <inheritdoc cref="AddDurableTaskClient(IServiceCollection, string?)" />
    public static IServiceCollection AddDurableTaskClient(
        this IServiceCollection services, Action<IDurableTaskClientBuilder> configure)
        => services.AddDurableTaskClient(Options.DefaultName, configure);

    /// <inheritdoc cref="AddDurableTaskClient(IServiceCollection, string?)" />
    public static IServiceCollection AddDurableTaskClient(
        this IServiceCollection services, string name, Action<IDurableTaskClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        // A configuration that registers another client directly comes before the default client's own registration.
        var builder = new ClientBuilder(name, services);
        configure(builder);
        ClientRegistration.Add(builder);
        return services;
    }
}
