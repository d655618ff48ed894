using System.Text.Json.Serialization;

namespace Daoban.Workflows.Statements;

/// <summary>Where a discrepancy stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiscrepancyState>))]
public enum DiscrepancyState
{
    /// <summary>待处理: nobody has looked into it.</summary>
    Open,

    /// <summary>待复核: somebody proposed how it is resolved.</summary>
    Proposed,

    /// <summary>已处理: a second person confirmed that, or the missing file came.</summary>
    Resolved,
}
