namespace Daoban.Emulator.Tests.Engine.Chaos;

/// <summary>What one orchestration does, step by step, and the sum it must come to.</summary>
internal sealed record ChaosPlan(IReadOnlyList<ChaosStep> Steps, int Sum = 0)
{
    public int Events => Steps.Count(step => step.Kind is ChaosKind.Event);

    public int Sends => Steps.Sum(step => step.Kind is ChaosKind.Send ? 1 : step.Child?.Sends ?? 0);

    /// <summary>What it returns: every step counts once. Event number n brings n.</summary>
    public int Expected => Sum + (Events * (Events + 1) / 2) + Steps.Sum(step => step.Kind switch
    {
        ChaosKind.Activity => step.Value,
        ChaosKind.Child => step.Child!.Expected,
        _ => 0,
    });

    public static ChaosPlan Make(Random random, int length, bool isChild = false) => new([.. Enumerable.Range(0, length)
        .Select(_ => (isChild ? random.Next(4) : random.Next(6)) switch
        {
            0 => new ChaosStep(ChaosKind.Activity, random.Next(1000)),
            1 => new ChaosStep(ChaosKind.Timer, random.Next(60)),
            2 => new ChaosStep(ChaosKind.Send),
            3 => new ChaosStep(ChaosKind.ContinueAsNew),
            4 => new ChaosStep(ChaosKind.Event),
            _ => new ChaosStep(ChaosKind.Child, Child: Make(random, 3, isChild: true)),
        })]);
}
