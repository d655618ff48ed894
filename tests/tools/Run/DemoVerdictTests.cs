using Daoban.Run.Demo;

namespace Daoban.Tools.Tests.Run;

public sealed class DemoVerdictTests
{
    private static readonly ScenarioResult Good = new()
    {
        Scenario = DemoScenarios.Free,
        ItemCode = "HE-01",
        CaseId = "c",
        ExpectedStage = "completed",
    };

    private static readonly ScenarioResult Bad = Good with { Failure = "ended as lapsed, not as completed" };
    private static readonly ScenarioResult LeftOut = Good with { Skipped = "longer than our patience" };

    [Fact]
    public void On_AllGood_Passes() => AssertVerdict([Good, Good], own: true, foreign: true, "2 of 2");

    [Fact]
    public void On_OneBad_Fails() => AssertVerdict([Good, Bad], own: false, foreign: false, "1 of 2");

    [Fact]
    public void On_OneLeftOut_PassesOnlyWhereItMayBe() =>
        AssertVerdict([Good, LeftOut], own: false, foreign: true, "1 of 2 cases ended as expected, 1 left out");

    [Fact]
    public void On_AllLeftOut_Fails() => AssertVerdict([LeftOut, LeftOut], own: false, foreign: false, "0 of 2");

    private static void AssertVerdict(ScenarioResult[] results, bool own, bool foreign, string text)
    {
        Assert.Equal(own, DemoVerdict.On(results, mayLeaveOut: false).Passed);
        Assert.Equal(foreign, DemoVerdict.On(results, mayLeaveOut: true).Passed);
        Assert.StartsWith(text, DemoVerdict.On(results, mayLeaveOut: true).ToString(), StringComparison.Ordinal);
    }
}
