namespace Daoban.Emulator.Tests.Engine.Kit;

/// <summary>Asserts inside orchestrators. xunit's own may leave the orchestrator's thread while they await.</summary>
internal static class Expect
{
    public static TException Thrown<TException>(Func<object?> call)
        where TException : Exception
    {
        try
        {
            call();
        }
        catch (TException thrown)
        {
            return thrown;
        }

        throw new InvalidOperationException($"No {typeof(TException)} was thrown.");
    }

    public static async Task<TException> ThrownAsync<TException>(Task task)
        where TException : Exception
    {
        try
        {
            await task;
        }
        catch (TException thrown)
        {
            return thrown;
        }

        throw new InvalidOperationException($"No {typeof(TException)} was thrown.");
    }
}
