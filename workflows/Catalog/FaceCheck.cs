using System.Text.Json.Serialization;

namespace Daoban.Workflows.Catalog;

/// <summary>Whether an item offers a face check (刷脸). Another way to prove identity always exists.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaceCheck>))]
public enum FaceCheck
{
    /// <summary>Not used.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Offered on request.</summary>
    [JsonStringEnumMemberName("optional")]
    Optional,

    /// <summary>Offered first; the clerk offers the alternative at a refusal or after two failures.</summary>
    [JsonStringEnumMemberName("defaultWithAlternative")]
    DefaultWithAlternative,
}
