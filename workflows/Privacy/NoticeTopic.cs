using System.Text.Json.Serialization;

namespace Daoban.Workflows.Privacy;

/// <summary>What a section of a notice tells; the law lists what must not be missing (rules R11.3).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeTopic>))]
public enum NoticeTopic
{
    /// <summary>Who processes, and how to reach them.</summary>
    [JsonStringEnumMemberName("processor")]
    Processor,

    /// <summary>What for.</summary>
    [JsonStringEnumMemberName("purpose")]
    Purpose,

    /// <summary>How.</summary>
    [JsonStringEnumMemberName("method")]
    Method,

    /// <summary>Which kinds of data.</summary>
    [JsonStringEnumMemberName("kinds")]
    Kinds,

    /// <summary>How long.</summary>
    [JsonStringEnumMemberName("retention")]
    Retention,

    /// <summary>To whom data go.</summary>
    [JsonStringEnumMemberName("recipients")]
    Recipients,

    /// <summary>The resident's rights and how to use them.</summary>
    [JsonStringEnumMemberName("rights")]
    Rights,

    /// <summary>Why a sensitive element is needed, and what it means for the resident (law 30).</summary>
    [JsonStringEnumMemberName("effect")]
    Effect,

    /// <summary>That it may be refused, and what is done instead.</summary>
    [JsonStringEnumMemberName("alternative")]
    Alternative,

    /// <summary>How it is taken back.</summary>
    [JsonStringEnumMemberName("withdrawal")]
    Withdrawal,
}
