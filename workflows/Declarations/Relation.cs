using System.Text.Json.Serialization;

namespace Daoban.Workflows.Declarations;

/// <summary>What somebody is to a member of staff.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Relation>))]
public enum Relation
{
    /// <summary>本人: the member of staff.</summary>
    [JsonStringEnumMemberName("SELF")]
    Self,

    /// <summary>配偶.</summary>
    [JsonStringEnumMemberName("SPOUSE")]
    Spouse,

    /// <summary>父母.</summary>
    [JsonStringEnumMemberName("PARENT")]
    Parent,

    /// <summary>子女.</summary>
    [JsonStringEnumMemberName("CHILD")]
    Child,

    /// <summary>兄弟姐妹.</summary>
    [JsonStringEnumMemberName("SIBLING")]
    Sibling,

    /// <summary>其他: anybody else whose case would put the member of staff in conflict.</summary>
    [JsonStringEnumMemberName("OTHER")]
    Other,
}
