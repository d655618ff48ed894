using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Stations;

internal static class StationServices
{
    internal static IServiceCollection AddStations(this IServiceCollection services) => services
        .AddSingleton(_ => StationFile.Load(StationFile.DefaultPath))
        .AddHostedService<LoadedAtStart<IStations>>();
}
