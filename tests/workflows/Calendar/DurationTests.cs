using System.Text.Json;
using Daoban.Workflows.Calendar;

namespace Daoban.Workflows.Tests.Calendar;

public sealed class DurationTests
{
    [Theory]
    [InlineData(3, DurationUnit.WorkingDays, 5, DurationUnit.WorkingDays, true)]
    [InlineData(5, DurationUnit.WorkingDays, 5, DurationUnit.WorkingDays, false)]
    [InlineData(4, DurationUnit.Hours, 1, DurationUnit.WorkingDays, true)]
    [InlineData(24, DurationUnit.Hours, 1, DurationUnit.WorkingDays, false)]
    [InlineData(90, DurationUnit.Seconds, 2, DurationUnit.Minutes, true)]
    [InlineData(120, DurationUnit.Seconds, 2, DurationUnit.Minutes, false)]
    [InlineData(1, DurationUnit.WorkingDays, 30, DurationUnit.Days, false)]
    [InlineData(1, DurationUnit.Days, 30, DurationUnit.WorkingDays, false)]
    [InlineData(1, DurationUnit.Days, 100, DurationUnit.Hours, false)]
    public void EndsBefore_OtherDuration_HoldsOnlyWhenCertain(
        int amount, DurationUnit unit, int otherAmount, DurationUnit otherUnit, bool expected) =>
        Assert.Equal(expected, new Duration(amount, unit).EndsBefore(new Duration(otherAmount, otherUnit)));

    [Fact]
    public void ToTimeSpan_Days_Is24HoursEach() =>
        Assert.Equal(TimeSpan.FromHours(48), new Duration(2, DurationUnit.Days).ToTimeSpan());

    [Fact]
    public void ToTimeSpan_WorkingDays_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new Duration(2, DurationUnit.WorkingDays).ToTimeSpan());

    [Fact]
    public void Json_AnySerializer_WritesTheUnitByName()
    {
        var duration = new Duration(5, DurationUnit.WorkingDays);

        string json = JsonSerializer.Serialize(duration);

        Assert.Equal("""{"Amount":5,"Unit":"workingDays"}""", json);
        Assert.Equal(duration, JsonSerializer.Deserialize<Duration>(json));
    }
}
