using Daoban.Workflows.Calendar;

namespace Daoban.Workflows.Catalog;

/// <summary>One review level of an item. The three limits run from the moment that its review task opens.</summary>
public sealed record ReviewRule
{
    /// <summary>1, 2, …</summary>
    public required int Level { get; init; }

    /// <summary>Who reviews: <c>township</c>, <c>county</c>, <c>police</c>; a code.</summary>
    public required string Office { get; init; }

    /// <summary>When the reviewer is reminded.</summary>
    public required Duration RemindAfter { get; init; }

    /// <summary>When the supervisor is told; later than the reminder.</summary>
    public required Duration EscalateAfter { get; init; }

    /// <summary>When the case lapses; later than the escalation.</summary>
    public required Duration LapseAfter { get; init; }
}
