using System.Text.Json.Serialization;

namespace Daoban.Workflows.Stations;

/// <summary>Concentrated, dispersed, fallback: the three tiers of the network (S88).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StationTier>))]
public enum StationTier
{
    /// <summary>集中设站.</summary>
    [JsonStringEnumMemberName("station")]
    Station,

    /// <summary>分散驻点.</summary>
    [JsonStringEnumMemberName("residentPoint")]
    ResidentPoint,

    /// <summary>兜底代办点.</summary>
    [JsonStringEnumMemberName("agencyPoint")]
    AgencyPoint,
}
