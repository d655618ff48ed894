namespace Daoban.Architecture.Tests.Samples.Straight.Second;

/// <summary>Uses nothing.</summary>
internal static class Used
{
    public static int Number() => 1;
}
