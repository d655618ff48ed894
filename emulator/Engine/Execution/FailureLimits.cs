using DurableTask.Core;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// Bounds what is kept of a failure: an instance's row must hold the whole chain. Done where the failure is made, so
/// that the code that sees it now and the code that replays it see the same.
/// </summary>
internal static class FailureLimits
{
    // Characters; what an exception says beyond this helps nobody.
    private const int LongestText = 8_000;
    private const int LongestChain = 20_000;

    public static FailureDetails Bound(FailureDetails details) => Bound(details, LongestChain)!;

    private static FailureDetails? Bound(FailureDetails? details, int left)
    {
        if (details is null || left <= 0)
        {
            return null;
        }

        string message = Cut(details.ErrorMessage, left);
        left -= details.ErrorType.Length + message.Length;
        string? stack = details.StackTrace is { } text ? Cut(text, left) : null;
        left -= stack?.Length ?? 0;
        return new FailureDetails(
            details.ErrorType,
            message,
            stack,
            Bound(details.InnerFailure, left),
            details.IsNonRetriable,
            details.Properties);
    }

    private static string Cut(string text, int left)
    {
        int most = Math.Clamp(left, 0, LongestText);
        return text.Length > most ? text[..most] + "…" : text;
    }
}
