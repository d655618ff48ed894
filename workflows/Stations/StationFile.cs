using System.Text.Json;
using System.Text.RegularExpressions;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Stations;

/// <summary>
/// Reads <c>stations.json</c>. It lies beside the assembly and is not embedded: islands are moved out and stations
/// open, and neither should wait for a build.
/// </summary>
internal static partial class StationFile
{
    private const string Schema = "stations/1";

    internal static string DefaultPath => DataFile.BesideAssembly("Stations", "stations.json");

    /// <exception cref="DataFileException">Unusable; names station and field.</exception>
    internal static IStations Load(string path)
    {
        using JsonDocument document = DataFile.Parse(path);
        DataFile.RequireSchema(path, document.RootElement, Schema);
        List<Station> stations = [];
        HashSet<string> ids = [];
        foreach (JsonElement element in
            DataFile.Member(path, "file", document.RootElement, "stations", JsonValueKind.Array).EnumerateArray())
        {
            string? id = DataFile.Member(path, "station", element, "id", JsonValueKind.String).GetString();
            string where = $"station {id}";
            Station station = DataFile.Read<Station>(path, where, element);
            Check(path, where, station);
            if (!ids.Add(station.Id))
            {
                throw new DataFileException(path, where, "appears twice");
            }

            stations.Add(station);
        }

        return new FixedStations(stations);
    }

    private static void Check(string path, string where, Station station)
    {
        string? fault =
            !StationId().IsMatch(station.Id) ? "id: must be lower-case letters, digits and hyphens, at most 32"
            : !District().IsMatch(station.DistrictCode) ? "districtCode: must be six digits"
            : station.TownshipCode is not null
                && !(Township().IsMatch(station.TownshipCode)
                    && station.TownshipCode.StartsWith(station.DistrictCode, StringComparison.Ordinal))
                ? "townshipCode: must be nine digits that begin with districtCode"
            : station.ActiveTo < station.ActiveFrom ? "activeTo: lies before activeFrom"
            : station.NameZh.Length == 0 ? "nameZh: must not be empty"
            : null;
        if (fault is not null)
        {
            throw new DataFileException(path, where, fault);
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}\z")]
    private static partial Regex StationId();

    [GeneratedRegex(@"^[0-9]{6}\z")]
    private static partial Regex District();

    [GeneratedRegex(@"^[0-9]{9}\z")]
    private static partial Regex Township();
}
