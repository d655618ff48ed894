namespace Daoban.Chaos;

/// <summary>What one orchestration does, step by step, and the sum it must come to.</summary>
internal sealed record ChaosPlan(IReadOnlyList<ChaosStep> Steps, int Sum = 0)
{
    public const int FanOutWidth = 50;

    public int Events => Steps.Count(step => step.Kind is ChaosKind.Event);

    /// <summary>What it returns: every step counts once. Event number n brings n.</summary>
    public int Expected => Sum + (Events * (Events + 1) / 2) + Steps.Sum(step => step.Kind switch
    {
        ChaosKind.Activity => step.Value,
        ChaosKind.FanOut => FanOutWidth * step.Value,
        ChaosKind.Child => step.Child!.Expected,
        _ => 0,
    });

    public static ChaosPlan Make(Random random, int length = 6, bool isChild = false) =>
        new([.. Enumerable.Range(0, length).Select(_ => MakeStep(random, isChild))]);

    private static ChaosStep MakeStep(Random random, bool isChild) => random.Next(isChild ? 12 : 20) switch
    {
        < 6 => new ChaosStep(ChaosKind.Activity, random.Next(1000)),
        < 9 => new ChaosStep(ChaosKind.Timer, random.Next(1500)),
        < 11 => new ChaosStep(ChaosKind.ContinueAsNew),
        11 => new ChaosStep(ChaosKind.FanOut, random.Next(100)),
        < 16 => new ChaosStep(ChaosKind.Event),
        _ => new ChaosStep(ChaosKind.Child, Child: Make(random, length: 3, isChild: true)),
    };
}
