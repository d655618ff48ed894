using Daoban.Workflows.Keys;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Comparing;

internal static class ComparingServices
{
    public static IServiceCollection AddComparing(this IServiceCollection services) => services
        .AddTable(WalkStates.TableName)
        .AddSingleton<WalkStates>()
        .AddSingleton<WorklistComparer>()
        .AddSingleton(provider => new ComparisonRun(
            provider.GetRequiredService<WorklistComparer>(),
            provider.GetRequiredService<WalkStates>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ComparisonRun>>()))
        .AddSingleton(provider => new FullComparison(
            provider.GetRequiredService<WorklistComparer>(), provider.GetRequiredService<IKeyedHash>()));
}
