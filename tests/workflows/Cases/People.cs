using Daoban.Workflows.Calendar;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Stations;

namespace Daoban.Workflows.Tests.Cases;

/// <summary>Invented people with the synthetic ID number of rules §1.</summary>
internal static class People
{
    public static Actor Clerk { get; } = new("clerk-damao", "clerk", ["damao"], [], null);

    public static Actor Reviewer(int level) => new($"reviewer-{level}", "reviewer", [], ["330902"], level);

    /// <summary>The clerk's station, whose last day of service was the day before.</summary>
    public static IStations StationsClosedBefore(DateTimeOffset now) => new FixedStations(
    [
        new Station
        {
            Id = "damao",
            NameZh = "大猫村",
            Aliases = [],
            DistrictCode = "330902",
            DistrictZh = "定海区",
            TownshipZh = "环南街道",
            Tier = default,
            Improvement = default,
            ActiveFrom = new DateOnly(2022, 1, 1),
            ActiveTo = ChinaTime.DateOf(now).AddDays(-1),
        },
    ]);

    public static CaseSubmission Submission(
        string caseId, string itemCode, IReadOnlyList<MaterialData> materials, DateTimeOffset now) => new(
        caseId,
        itemCode,
        "damao",
        new ResidentData(
            "沈海珍",
            "33090219620715998x",
            "舟山市定海区环南街道大猫村 1 号",
            "138 0000 0000",
            new BankAccountData(BankAccountKind.Card, "6228 4800 0000 0007")),
        new IdentityCheckData("FACE", "MATCH", now, ConsentId: "consent-1"),
        materials,
        "腿脚不便，由家人陪同");
}
