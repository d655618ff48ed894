using Daoban.Workflows.Keys;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Limits;

internal static class LimitServices
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>()
            .BindConfiguration(LimitOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddTable(RateLimitStore.TableName)
            .AddSingleton<RateLimitStore>()
            .AddSingleton(provider => new RateCounters(
                provider.GetRequiredService<RateLimitStore>(),
                provider.GetRequiredService<IKeyedHash>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddHostedService<RateLimitSync>();
    }
}
