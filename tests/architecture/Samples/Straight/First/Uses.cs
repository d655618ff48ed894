namespace Daoban.Architecture.Tests.Samples.Straight.First;

/// <summary>Uses the second folder, which does not use this one.</summary>
internal static class Uses
{
    public static int Number() => Second.Used.Number();
}
