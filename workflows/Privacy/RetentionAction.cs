using System.Text.Json.Serialization;

namespace Daoban.Workflows.Privacy;

/// <summary>What happens to data whose period is over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RetentionAction>))]
public enum RetentionAction
{
    /// <summary>Deleted; personal data of a case by shredding its key.</summary>
    [JsonStringEnumMemberName("delete")]
    Delete,

    /// <summary>Put into the archive, then taken out of the running system.</summary>
    [JsonStringEnumMemberName("archive")]
    Archive,
}
