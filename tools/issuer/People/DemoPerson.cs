namespace Daoban.Issuer.People;

/// <summary>An invented member of staff.</summary>
/// <param name="Id">The token's <c>sub</c>.</param>
/// <param name="Name">The token's <c>name</c>.</param>
/// <param name="Role">The only member of the token's <c>roles</c>.</param>
/// <param name="Stations">Stations of a clerk.</param>
/// <param name="Districts">District codes of a reviewer or supervisor.</param>
/// <param name="Departments">Department codes of a reviewer, as the catalog's items name them.</param>
/// <param name="Levels">Review levels that the person may act at; a token carries one of them.</param>
internal sealed record DemoPerson(
    string Id,
    string Name,
    string Role,
    IReadOnlyList<string> Stations,
    IReadOnlyList<string> Districts,
    IReadOnlyList<string> Departments,
    IReadOnlyList<int> Levels);
