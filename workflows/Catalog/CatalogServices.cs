using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Catalog;

internal static class CatalogServices
{
    internal static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section);
        return services
            .AddSingleton(Load)
            .AddSingleton<IReadinessCheck, CatalogReadiness>()
            .AddHostedService<LoadedAtStart<ICatalog>>();
    }

    private static ICatalog Load(IServiceProvider provider)
    {
        bool isDevelopment = provider.GetRequiredService<IHostEnvironment>().IsDevelopment();
        string? file = provider.GetRequiredService<IOptions<CatalogOptions>>().Value.File;
        return CatalogFile.Load(
            string.IsNullOrWhiteSpace(file) ? CatalogFile.DefaultPath(isDevelopment) : file, isDevelopment);
    }
}
