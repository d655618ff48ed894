using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>What a reviewer decides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>同意.</summary>
    Approved,

    /// <summary>不予通过, with a reason code.</summary>
    Rejected,
}
