using System.Text.Json.Serialization;

namespace Daoban.Workflows.Audit;

/// <summary>Where an unmask request stands; computed from its times, never stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnmaskState>))]
public enum UnmaskState
{
    /// <summary>Waits for a second person.</summary>
    Requested,

    /// <summary>Nobody decided in time.</summary>
    Lapsed,

    /// <summary>Approved; the requester may read.</summary>
    Approved,

    /// <summary>Approved, and its time is over.</summary>
    Expired,

    /// <summary>Rejected.</summary>
    Rejected,
}
