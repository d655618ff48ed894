namespace Daoban.Run.Demo;

/// <summary>
/// Whether a demonstration showed what it promises. On a stack of its own it shows every scenario: its catalog has the
/// short deadlines for that. A foreign application's catalog may keep an order open for weeks; what cannot be waited
/// for there is left out, and said.
/// </summary>
/// <param name="Ended">Scenarios that ended as expected.</param>
/// <param name="LeftOut">Scenarios that were not run.</param>
/// <param name="All">All scenarios.</param>
/// <param name="MayLeaveOut">Whether the application is a foreign one.</param>
internal sealed record DemoVerdict(int Ended, int LeftOut, int All, bool MayLeaveOut)
{
    /// <summary>The verdict on these results.</summary>
    public static DemoVerdict On(IReadOnlyCollection<ScenarioResult> results, bool mayLeaveOut) => new(
        results.Count(result => result is { Passed: true, Skipped: null }),
        results.Count(result => result.Skipped is not null),
        results.Count,
        mayLeaveOut);

    /// <summary>True when nothing is missing that should be there; a demonstration of nothing never passes.</summary>
    public bool Passed => Ended > 0 && Ended + (MayLeaveOut ? LeftOut : 0) == All;

    public override string ToString() =>
        $"{Ended} of {All} cases ended as expected" + (LeftOut == 0 ? "" : $", {LeftOut} left out");
}
