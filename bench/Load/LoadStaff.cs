namespace Daoban.Bench.Load;

/// <summary>
/// Who works during the run: two clerks at each station, reviewers of both levels in each district, auditors. As many
/// identities as an office of this size has, so that the limits for each identity count as they would there.
/// </summary>
internal sealed class LoadStaff(IReadOnlyList<StaffMember> all)
{
    private static readonly string[] Departments = ["social-security", "health", "police"];

    /// <summary>Invented people for a stack of its own.</summary>
    public static IReadOnlyList<StaffMember> Invent() =>
    [
        .. from station in StationPlace.All
           from number in (int[])[1, 2]
           select new StaffMember($"load-clerk-{station.Id}-{number}", "测试", "clerk", [station.Id], [], [], []),
        .. from district in StationPlace.All.Select(station => station.District).Distinct()
           from level in (int[])[1, 2]
           from number in (int[])[1, 2, 3]
           select new StaffMember(
               $"load-reviewer-{district}-{level}-{number}", "测试", "reviewer", [], [district],
               level == 1 ? Departments : ["social-security"], [level]),
        .. from number in (int[])[1, 2, 3]
           select new StaffMember($"load-auditor-{number}", "测试", "auditor", [], [], [], []),
    ];

    /// <summary>Stations that somebody can take cases in at, and reviewers can decide for.</summary>
    public IReadOnlyList<StationPlace> Stations { get; } =
    [
        .. StationPlace.All.Where(station =>
            all.Any(person => person.Stations.Contains(station.Id))
            && Reviewers(all, station.District, 1).Any()
            && Reviewers(all, station.District, 2).Any()),
    ];

    public string Clerk(StationPlace station, Random random) =>
        Pick([.. all.Where(person => person.Role == "clerk" && person.Stations.Contains(station.Id))], random);

    public string Reviewer(StationPlace station, int level, Random random) =>
        Pick([.. Reviewers(all, station.District, level)], random);

    public string Auditor(Random random) => Pick([.. all.Where(person => person.Role == "auditor")], random);

    private static IEnumerable<StaffMember> Reviewers(IReadOnlyList<StaffMember> all, string district, int level) =>
        all.Where(person => person.Role == "reviewer"
            && person.Districts.Contains(district)
            // A token carries one level: the first.
            && person.Levels is [int first, ..] && first == level);

    private static string Pick(StaffMember[] some, Random random) => some[random.Next(some.Length)].Id;
}
