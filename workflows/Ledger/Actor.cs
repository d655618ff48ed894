namespace Daoban.Workflows.Ledger;

/// <summary>Who acts: a person's id and what the access token grants. Never a name.</summary>
/// <param name="Id">Stable id of the person or system part, at most 64 characters.</param>
/// <param name="Role">The role acted in, e.g. <c>clerk</c>.</param>
/// <param name="Stations">Station ids a clerk works for; empty for other roles.</param>
/// <param name="Districts">District codes (GB/T 2260, 6 digits) a reviewer works for; empty for other roles.</param>
/// <param name="Level">Review level of a reviewer, from 1; null for other roles.</param>
public sealed record Actor(
    string Id,
    string Role,
    IReadOnlyList<string> Stations,
    IReadOnlyList<string> Districts,
    int? Level)
{
    /// <summary>Department codes of the catalog that a reviewer works for; empty for other roles.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>The application itself, when an orchestration or a timer acts.</summary>
    public static Actor System { get; } = new("system", "system", [], [], null);

    /// <summary>The designated bank, after its signature was verified.</summary>
    public static Actor Bank { get; } = new("bank", "bank", [], [], null);

    /// <summary>Whose work is done, when it is not one's own: an opaque id from the access token.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Station acted at; null in a back office.</summary>
    public string? StationId { get; init; }

    /// <summary>The tablet's opaque id, as it says itself.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The tablet's clock at the moment of the action (rules R8.6); never relied on.</summary>
    public DateTimeOffset? DeviceAt { get; init; }
}
