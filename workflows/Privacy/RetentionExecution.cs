using System.Text.Json.Serialization;

namespace Daoban.Workflows.Privacy;

/// <summary>Who carries a retention rule out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RetentionExecution>))]
public enum RetentionExecution
{
    /// <summary>A timer of this system.</summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,

    /// <summary>The office, by the archive's own procedure (Archives Law 21).</summary>
    [JsonStringEnumMemberName("office")]
    Office,
}
