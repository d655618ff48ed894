using Daoban.Workflows.Calendar;

namespace Daoban.Workflows.Catalog;

/// <summary>
/// One service item (事项) in one version. A case is pinned to the version that it was submitted under.
/// </summary>
public sealed record CatalogItem
{
    /// <summary>Stable code, <c>SS-02</c>.</summary>
    public required string Code { get; init; }

    /// <summary>1, 2, …; a change that running cases must not feel is a new version beside the old one.</summary>
    public required int Version { get; init; }

    /// <summary>Chinese name, as shown.</summary>
    public required string NameZh { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>Category (S96), in Chinese.</summary>
    public required string Category { get; init; }

    /// <summary>The competent department, in Chinese.</summary>
    public required string Department { get; init; }

    /// <summary>
    /// Whose reviewers decide: <c>social-security</c>, <c>health</c>, <c>police</c>, …; a code that tokens name, too.
    /// </summary>
    public required string DepartmentCode { get; init; }

    /// <summary>What the resident brings, and what the system makes.</summary>
    public required IReadOnlyList<MaterialRule> Materials { get; init; }

    /// <summary>Review levels 1 to n, in order.</summary>
    public required IReadOnlyList<ReviewRule> ReviewLevels { get; init; }

    /// <summary>The one-off payment that a decision may order; null when the item is free.</summary>
    public PaymentRule? Payment { get; init; }

    /// <summary>Whether a face check is offered. There is no value for "face only" (rules R12.1).</summary>
    public required FaceCheck FaceCheck { get; init; }

    /// <summary>Statutory limit; null when none was found.</summary>
    public Duration? LegalLimit { get; init; }

    /// <summary>Published promise, which binds (rules R8.8); 0 working days: on the day itself (即办).</summary>
    public Duration? PromisedLimit { get; init; }

    /// <summary>What the clerk tells the resident, in Chinese.</summary>
    public required string Guidance { get; init; }

    /// <summary>Whether a document of this material may be uploaded for the item.</summary>
    public bool Takes(string materialCode) =>
        Materials.Any(rule => rule.Code == materialCode && rule.Need is not MaterialNeed.Generated);
}
