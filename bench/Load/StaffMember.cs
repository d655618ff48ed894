namespace Daoban.Bench.Load;

/// <summary>Somebody who can have a token, in the form of the issuer's <c>GET /people</c>.</summary>
internal sealed record StaffMember(
    string Id,
    string Name,
    string Role,
    IReadOnlyList<string> Stations,
    IReadOnlyList<string> Districts,
    IReadOnlyList<string> Departments,
    IReadOnlyList<int> Levels);
