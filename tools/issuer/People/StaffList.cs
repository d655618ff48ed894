using System.Text.Json;

namespace Daoban.Issuer.People;

/// <summary>Everybody who can have a token: the demo people, and those of a file.</summary>
internal sealed class StaffList
{
    private readonly Dictionary<string, DemoPerson> byId;

    private StaffList(IReadOnlyList<DemoPerson> all)
    {
        All = all;
        byId = all.ToDictionary(person => person.Id, StringComparer.Ordinal);
    }

    /// <summary>In a fixed order, the demo people first.</summary>
    public IReadOnlyList<DemoPerson> All { get; }

    /// <param name="path">A JSON array in the form of <c>GET /people</c>; null for the demo people alone.</param>
    /// <exception cref="JsonException">The file has another form.</exception>
    public static StaffList Read(string? path) => new(
        path is null
            ? DemoPeople.All
            :
            [
                .. DemoPeople.All,
                .. JsonSerializer.Deserialize<DemoPerson[]>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? [],
            ]);

    public DemoPerson? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);
}
