using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>What may still be done with a case's personal data (Personal Information Protection Law 47).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataState>))]
public enum DataState
{
    /// <summary>In use for the case.</summary>
    [JsonStringEnumMemberName("ACTIVE")]
    Active,

    /// <summary>Stored and nothing else, but for what the law asks.</summary>
    [JsonStringEnumMemberName("RESTRICTED")]
    Restricted,

    /// <summary>Gone; the key was shredded.</summary>
    [JsonStringEnumMemberName("DELETED")]
    Deleted,
}
