using Daoban.Bench.Load;

namespace Daoban.Tools.Tests.Bench;

public sealed class CaseMixTests
{
    private const int Count = 20_000;

    private static readonly IReadOnlyList<CasePlan> Plans = CaseMix.Draw(
        Enumerable.Repeat(TimeSpan.Zero, Count), StationPlace.All, new Random(3));

    [Fact]
    public void Draw_SameSeed_SameCases()
    {
        static string Shape(CasePlan plan) => $"{plan.Station} {plan.ItemCode} {plan.Resident} {plan.AmountFen} "
            + $"{plan.RejectedAt} {plan.PaperSeed} {plan.PeopleSeed} {string.Join(',', plan.Materials)}";

        Assert.Equal(
            CaseMix.Draw([TimeSpan.Zero, TimeSpan.Zero], StationPlace.All, new Random(9)).Select(Shape),
            CaseMix.Draw([TimeSpan.Zero, TimeSpan.Zero], StationPlace.All, new Random(9)).Select(Shape));
    }

    [Fact]
    public void Draw_Many_HasTheSharesThatTheDocumentationNames()
    {
        Assert.Equal(0.45, Share(plan => plan.ItemCode == CaseMix.Pension), 0.02);
        Assert.Equal(0.15, Share(plan => plan.ItemCode == CaseMix.Birth), 0.02);
        Assert.Equal(0.06, Share(plan => plan.RejectedAt is not null), 0.01);
        Assert.Equal(0.45 * 0.94 * 0.4, Share(plan => plan.AmountFen > 0), 0.02);
        Assert.Equal(400.0 / 3157, Share(plan => plan.Station.Id == "damao"), 0.02);
    }

    [Fact]
    public void Draw_Rejected_NeverPays() =>
        Assert.DoesNotContain(Plans, plan => plan.RejectedAt is not null && plan.AmountFen > 0);

    [Fact]
    public void Draw_RejectedAt_IsALevelOfTheItem() =>
        Assert.All(Plans, plan => Assert.True(plan.RejectedAt is null || plan.RejectedAt <= plan.Levels));

    [Fact]
    public void Resident_Drawn_HasSoundNumbers()
    {
        Assert.Equal('X', LoadResident.CheckCharacter("33090219620715998"));
        Assert.Equal(7, LoadResident.LuhnDigit("622848000000000"));
        Assert.All(Plans.Take(500), plan =>
        {
            string number = plan.Resident.IdNumber;
            Assert.Equal(18, number.Length);
            Assert.Equal(LoadResident.CheckCharacter(number[..17]), number[17]);
            Assert.StartsWith("99", number[14..], StringComparison.Ordinal);
        });
    }

    private static double Share(Func<CasePlan, bool> holds) => Plans.Count(holds) / (double)Count;
}
