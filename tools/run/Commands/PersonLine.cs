namespace Daoban.Run.Commands;

/// <summary>One of the issuer's demo people.</summary>
internal sealed record PersonLine(
    string Id,
    string Name,
    string Role,
    IReadOnlyList<string> Stations,
    IReadOnlyList<string> Districts,
    IReadOnlyList<string> Departments,
    IReadOnlyList<int> Levels);
