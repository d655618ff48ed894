using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Messages;

internal static class MessageServices
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddOptions<MessageOptions>().BindConfiguration(MessageOptions.Section).ValidateOnStart();
        foreach (QueueDefinition queue in MessageQueues.All)
        {
            services.AddQueue(queue.Name);
        }

        return services
            .AddMetrics()
            .AddTable(MessageFailures.TableName)
            .AddSingleton<IValidateOptions<MessageOptions>, MessageOptionsCheck>()
            .AddSingleton(new MessageTransport(MessageTransports.StorageQueues))
            .AddSingleton<IMessageSender, StorageQueueSender>()
            .AddSingleton<Messenger>()
            .AddSingleton<IReadinessCheck, TransportReadiness>()
            .AddSingleton(provider => new MessageFailures(
                provider.GetRequiredService<StorageAccount>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<MessageFailures>>()))
            .AddSingleton(provider => new StorageDeadLetters(
                provider.GetRequiredService<StorageAccount>(), provider.GetRequiredService<MessageFailures>()))
            .AddSingleton<IDeadLetters>(provider => provider.GetRequiredService<StorageDeadLetters>())
            .AddSingleton(provider => new DeadLetterDesk(
                provider.GetServices<IDeadLetters>(),
                provider.GetRequiredService<Messenger>(),
                provider.GetRequiredService<AccessLog>()))
            .AddHostedService<DeadLetterGauge>();
    }
}
