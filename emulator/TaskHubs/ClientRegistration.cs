using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Daoban.Emulator.TaskHubs;

/// <summary>A container has a client of this name.</summary>
internal sealed record ClientRegistration(string Name)
{
    public static void Add(IDurableTaskClientBuilder builder)
    {
        IServiceCollection services = builder.Services;
        var registration = new ClientRegistration(builder.Name);
        if (services.Any(each => each.ServiceType == typeof(ClientRegistration)
            && registration.Equals(each.ImplementationInstance)))
        {
            return;
        }

        services.AddLogging();
        services.AddSingleton(registration);
        services.AddOptions<DurableTaskClientOptions>(builder.Name)
            .PostConfigure<IServiceProvider>(UseRegisteredConverter);
        services.TryAddSingleton<TaskHubEngines>();
        services.TryAddSingleton<IDurableTaskClientProvider, TaskHubClients>();
        if (builder.Name == Options.DefaultName)
        {
            builder.RegisterDirectly();
        }
    }

    private static void UseRegisteredConverter(DurableTaskClientOptions options, IServiceProvider services) =>
        options.DataConverter = options.ChosenConverter ?? services.GetService<DataConverter>()!;
}
