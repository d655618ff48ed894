using Daoban.Workflows.Calendar;
using Daoban.Workflows.Catalog;

namespace Daoban.Workflows.Tests.Review;

/// <summary>Catalog items as tests need them.</summary>
internal static class Catalogs
{
    /// <summary>SS-02 with its two levels; the second decides the payment.</summary>
    public static CatalogItem WithPayment(long maximumFen) => new()
    {
        Code = "SS-02",
        Version = 1,
        NameZh = "待遇申领",
        NameEn = "Benefit claim",
        Category = "社会保障",
        Department = "社保经办机构",
        DepartmentCode = "social-security",
        Guidance = "带好身份证",
        FaceCheck = FaceCheck.DefaultWithAlternative,
        Materials =
        [
            new MaterialRule { Code = "M01", NameZh = "居民身份证", NameEn = "ID card", Need = MaterialNeed.Required },
        ],
        ReviewLevels = [Level(1, "township"), Level(2, "county")],
        Payment = new PaymentRule
        {
            Code = "SS-03",
            NameZh = "一次性补缴",
            NameEn = "One-off payment",
            DecidedAtLevel = 2,
            MaximumFen = maximumFen,
            ValidFor = new Duration(30, DurationUnit.Days),
            RemindAfter = new Duration(20, DurationUnit.Days),
            QueryEvery = new Duration(24, DurationUnit.Hours),
        },
    };

    private static ReviewRule Level(int level, string office) => new()
    {
        Level = level,
        Office = office,
        RemindAfter = new Duration(3, DurationUnit.WorkingDays),
        EscalateAfter = new Duration(5, DurationUnit.WorkingDays),
        LapseAfter = new Duration(60, DurationUnit.WorkingDays),
    };
}
