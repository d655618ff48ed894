using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Who consents for a child under fourteen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GuardianRelation>))]
public enum GuardianRelation
{
    /// <summary>Father or mother.</summary>
    [JsonStringEnumMemberName("PARENT")]
    Parent,

    /// <summary>Another guardian.</summary>
    [JsonStringEnumMemberName("GUARDIAN")]
    Guardian,
}
