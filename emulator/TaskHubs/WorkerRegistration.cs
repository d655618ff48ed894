using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.TaskHubs;

/// <summary>A container has a worker of this name.</summary>
internal sealed record WorkerRegistration(string Name)
{
    public static IDurableTaskWorkerBuilder Add(IServiceCollection services, string name)
    {
        var registration = new WorkerRegistration(name);
        if (!services.Any(each => each.ServiceType == typeof(WorkerRegistration)
            && registration.Equals(each.ImplementationInstance)))
        {
            services.AddLogging();
            services.AddSingleton(registration);
            services.AddOptions<DurableTaskWorkerOptions>(name).PostConfigure<IServiceProvider>(UseRegisteredConverter);
            services.TryAddSingleton<TaskHubEngines>();
            services.AddSingleton<IHostedService>(
                provider => new TaskHubWorker(name, provider.GetRequiredService<TaskHubEngines>()));
        }

        return new WorkerBuilder(name, services);
    }

    private static void UseRegisteredConverter(DurableTaskWorkerOptions options, IServiceProvider services) =>
        options.DataConverter = options.ChosenConverter ?? services.GetService<DataConverter>()!;
}
