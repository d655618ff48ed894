using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Alerts;

internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>()
            .BindConfiguration(AlertOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddTable(AlertStore.TableName)
            .AddSingleton<AlertStore>()
            .AddSingleton(provider => new AccessAlerts(
                provider.GetRequiredService<AlertStore>(),
                provider.GetRequiredService<AccessLog>(),
                provider.GetRequiredService<IOptions<AlertOptions>>(),
                provider.GetRequiredService<ILogger<AccessAlerts>>()))
            .AddSingleton(provider => new AlertDesk(
                provider.GetRequiredService<AlertStore>(), provider.GetRequiredService<TimeProvider>()));
    }
}
