using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>What a resident asks for (Personal Information Protection Law 44 to 50).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RightsKind>))]
public enum RightsKind
{
    /// <summary>复制: everything that the case holds, once.</summary>
    [JsonStringEnumMemberName("COPY")]
    Copy,

    /// <summary>更正: one field is wrong or incomplete.</summary>
    [JsonStringEnumMemberName("CORRECT")]
    Correct,

    /// <summary>删除: fields and papers.</summary>
    [JsonStringEnumMemberName("DELETE")]
    Delete,

    /// <summary>限制处理: kept and not used.</summary>
    [JsonStringEnumMemberName("RESTRICT")]
    Restrict,
}
