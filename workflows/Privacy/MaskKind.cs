using System.Text.Json.Serialization;

namespace Daoban.Workflows.Privacy;

/// <summary>How an element is shortened where it may not be seen in full.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MaskKind>))]
public enum MaskKind
{
    /// <summary>Surname and stars.</summary>
    [JsonStringEnumMemberName("name")]
    Name,

    /// <summary>First three and last four.</summary>
    [JsonStringEnumMemberName("idNumber")]
    IdNumber,

    /// <summary>First three and last four of a mobile.</summary>
    [JsonStringEnumMemberName("phone")]
    Phone,

    /// <summary>First and last four.</summary>
    [JsonStringEnumMemberName("account")]
    Account,

    /// <summary>To the village.</summary>
    [JsonStringEnumMemberName("address")]
    Address,

    /// <summary>Not shown at all; at most that it exists.</summary>
    [JsonStringEnumMemberName("hidden")]
    Hidden,

    /// <summary>Codes and ids, shown to staff as they are.</summary>
    [JsonStringEnumMemberName("codes")]
    Codes,
}
