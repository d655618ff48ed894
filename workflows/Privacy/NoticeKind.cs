using System.Text.Json.Serialization;

namespace Daoban.Workflows.Privacy;

/// <summary>What a notice is shown for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>告知: shown before any data are taken, whatever the basis (law 17).</summary>
    [JsonStringEnumMemberName("notice")]
    Notice,

    /// <summary>单独同意: shown before one separate consent, which may be refused (29, 30).</summary>
    [JsonStringEnumMemberName("consent")]
    Consent,
}
