namespace Daoban.Architecture.Tests.Samples.Round.First;

/// <summary>Uses the second folder only inside an asynchronous lambda.</summary>
internal static class Uses
{
    public static Func<Task<int>> Later() => async () =>
    {
        await Task.Yield();
        return Second.Back.Number();
    };

    public sealed class Inner;
}
