namespace Daoban.Workflows.Stations;

/// <summary>The stations. Immutable and thread-safe.</summary>
public interface IStations
{
    /// <summary>All stations in the order of their file, closed ones included.</summary>
    IReadOnlyList<Station> All { get; }

    /// <summary>By id, case-sensitive; null when unknown.</summary>
    Station? Find(string id);
}
