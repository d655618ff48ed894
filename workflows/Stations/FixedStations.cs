using System.Collections.Frozen;

namespace Daoban.Workflows.Stations;

internal sealed class FixedStations(IReadOnlyList<Station> stations) : IStations
{
    private readonly FrozenDictionary<string, Station> byId =
        stations.ToFrozenDictionary(station => station.Id, StringComparer.Ordinal);

    public IReadOnlyList<Station> All => stations;

    public Station? Find(string id) => byId.GetValueOrDefault(id);
}
