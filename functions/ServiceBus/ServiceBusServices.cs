using Daoban.Workflows.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Functions.ServiceBus;

/// <summary>Puts the Service Bus transport into the application.</summary>
internal static class ServiceBusServices
{
    public static IServiceCollection AddServiceBus(this IServiceCollection services, IConfiguration configuration)
    {
        // After a change back to storage queues the dead letters of before can still be seen.
        if (ServiceBusSettings.AreThere(configuration))
        {
            services.AddSingleton<IDeadLetters, ServiceBusDeadLetters>();
        }

        return services
            .AddSingleton(new MessageTransport(MessageTransports.ServiceBus))
            .AddSingleton(new MessageTrigger(
                MessageTransports.ServiceBus, nameof(ApplyReviewDecisionFromServiceBus)))
            .AddSingleton<ServiceBusConnection>()
            .AddSingleton<IMessageSender, ServiceBusMessageSender>()
            .AddSingleton<ServiceBusReception>();
    }
}
