using System.Text.Json.Serialization;

namespace Daoban.Workflows.Stations;

/// <summary>What the programme of 2022 did at a station; another axis than its tier (S68–S70).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StationImprovement>))]
public enum StationImprovement
{
    /// <summary>站改造 (S68).</summary>
    [JsonStringEnumMemberName("stationRenovated")]
    StationRenovated,

    /// <summary>代办点改造完善 (S69).</summary>
    [JsonStringEnumMemberName("agencyPointRenovated")]
    AgencyPointRenovated,

    /// <summary>规范提升 (S70).</summary>
    [JsonStringEnumMemberName("standardised")]
    Standardised,
}
