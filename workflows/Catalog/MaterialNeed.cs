using System.Text.Json.Serialization;

namespace Daoban.Workflows.Catalog;

/// <summary>Whether a material must come with the submission.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MaterialNeed>))]
public enum MaterialNeed
{
    /// <summary>A submission without it is refused.</summary>
    [JsonStringEnumMemberName("required")]
    Required,

    /// <summary>May come.</summary>
    [JsonStringEnumMemberName("optional")]
    Optional,

    /// <summary>Must come in the situation that its name states; the clerk judges it.</summary>
    [JsonStringEnumMemberName("conditional")]
    Conditional,

    /// <summary>Made by the system; never uploaded.</summary>
    [JsonStringEnumMemberName("generated")]
    Generated,
}
