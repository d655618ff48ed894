using Daoban.Workflows.Alerts;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Denials;

internal static class DenialServices
{
    public static IServiceCollection AddDenials(this IServiceCollection services) => services
        .AddTable(DenialCounts.TableName)
        .AddSingleton(provider => new DeniedAttempts(
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<AccessAlerts>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DeniedAttempts>>()))
        .AddSingleton(provider => new DenialCounts(
            provider.GetRequiredService<StorageAccount>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DenialCounts>>()))
        .AddHostedService<DenialFlush>();
}
