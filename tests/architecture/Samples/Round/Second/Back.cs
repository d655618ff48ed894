namespace Daoban.Architecture.Tests.Samples.Round.Second;

/// <summary>Uses the first folder only as a type argument of a local.</summary>
internal static class Back
{
    public static int Number()
    {
        List<First.Uses.Inner> none = [];
        return none.Count;
    }
}
