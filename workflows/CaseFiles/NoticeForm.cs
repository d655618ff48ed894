using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>How a notice was given.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeForm>))]
public enum NoticeForm
{
    /// <summary>Large type on the screen.</summary>
    [JsonStringEnumMemberName("TEXT")]
    Text,

    /// <summary>Read aloud.</summary>
    [JsonStringEnumMemberName("READ_ALOUD")]
    ReadAloud,

    /// <summary>One printed page.</summary>
    [JsonStringEnumMemberName("PRINT")]
    Print,
}
