using System.Text.Json.Serialization;

namespace Daoban.Workflows.Privacy;

/// <summary>What a retention period runs from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RetentionTrigger>))]
public enum RetentionTrigger
{
    /// <summary>The case reached a final stage.</summary>
    [JsonStringEnumMemberName("caseClosed")]
    CaseClosed,

    /// <summary>A paper was uploaded and no case refers to it.</summary>
    [JsonStringEnumMemberName("uploaded")]
    Uploaded,

    /// <summary>The record was made.</summary>
    [JsonStringEnumMemberName("recorded")]
    Recorded,
}
