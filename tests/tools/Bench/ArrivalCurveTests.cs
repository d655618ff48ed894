using Daoban.Bench.Load;

namespace Daoban.Tools.Tests.Bench;

public sealed class ArrivalCurveTests
{
    private static readonly TimeSpan Day = TimeSpan.FromMinutes(30);

    [Fact]
    public void Draw_SameSeed_SameArrivals() =>
        Assert.Equal(
            ArrivalCurve.Draw(5, Day, followsDay: true, new Random(7)),
            ArrivalCurve.Draw(5, Day, followsDay: true, new Random(7)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Draw_AnyShape_HasTheRateOnAverageAndIsInOrder(bool followsDay)
    {
        IReadOnlyList<TimeSpan> arrivals = ArrivalCurve.Draw(5, Day, followsDay, new Random(1));

        // 9,000 expected; five standard deviations of a Poisson count.
        Assert.InRange(arrivals.Count, 9_000 - 475, 9_000 + 475);
        Assert.Equal(arrivals.Order(), arrivals);
        Assert.All(arrivals, at => Assert.InRange(at, TimeSpan.Zero, Day));
    }

    [Fact]
    public void Draw_Day_IsBusyInTheMorningAndQuietAtNoon()
    {
        IReadOnlyList<TimeSpan> arrivals = ArrivalCurve.Draw(5, Day, followsDay: true, new Random(1));

        int InSlot(int slot) => arrivals.Count(at => (int)(at / Day * 17) == slot);
        Assert.True(InSlot(2) > 3 * InSlot(7), $"{InSlot(2)} in the morning, {InSlot(7)} at noon");
    }

    [Fact]
    public void Relative_WholeDay_AveragesToOne() =>
        Assert.Equal(1, Enumerable.Range(0, 170).Average(step => ArrivalCurve.Relative((step + 0.5) / 170)), 6);
}
