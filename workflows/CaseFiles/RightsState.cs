using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Where a rights request stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RightsState>))]
public enum RightsState
{
    /// <summary>Waits for its decision.</summary>
    [JsonStringEnumMemberName("OPEN")]
    Open,

    /// <summary>Granted by a second person.</summary>
    [JsonStringEnumMemberName("APPROVED")]
    Approved,

    /// <summary>Refused, with a reason.</summary>
    [JsonStringEnumMemberName("REFUSED")]
    Refused,

    /// <summary>Nobody decided until the last day.</summary>
    [JsonStringEnumMemberName("LAPSED")]
    Lapsed,
}
