namespace Daoban.Workflows.Catalog;

/// <summary>One material (材料) of an item.</summary>
public sealed record MaterialRule
{
    /// <summary>Code across items, <c>M01</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name.</summary>
    public required string NameZh { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>Whether it must come.</summary>
    public required MaterialNeed Need { get; init; }

    /// <summary>How many documents at least when it comes; 1 unless, say, both spouses bring theirs.</summary>
    public int MinimumCount { get; init; } = 1;
}
