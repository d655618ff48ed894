namespace Daoban.Functions.Access;

/// <summary>What a valid token says about its bearer.</summary>
/// <param name="Id">The subject: an opaque id, fit for logs and the ledger.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Stations">The stations of a clerk.</param>
/// <param name="Districts">The district codes of a reviewer or supervisor.</param>
/// <param name="Departments">The department codes of a reviewer.</param>
/// <param name="Level">The review level of a reviewer.</param>
internal sealed record SignedInUser(
    string Id,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Stations,
    IReadOnlyList<string> Districts,
    IReadOnlyList<string> Departments,
    int? Level)
{
    /// <summary>Whose work the bearer does, when it is not their own: an opaque id.</summary>
    public string? OnBehalfOf { get; init; }
}
