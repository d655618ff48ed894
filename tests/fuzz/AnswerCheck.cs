namespace Daoban.Fuzz;

/// <summary>What no answer may be, whatever was asked.</summary>
internal static class AnswerCheck
{
    // What only the text of an exception has.
    private static readonly string[] Traces = [" at Daoban.", "Exception", "   at ", "StackTrace"];

    /// <returns>What is wrong with the answer; null when nothing is.</returns>
    public static string? FaultOf(FuzzRequest request, RawAnswer answer)
    {
        if (answer.Status >= 500)
        {
            return $"status {answer.Status}";
        }

        if (answer.Status == 0 && !request.IsBroken)
        {
            return "closed without an answer";
        }

        string text = answer.Text;
        return Array.Find(Traces, trace => text.Contains(trace, StringComparison.Ordinal)) is { } found
            ? $"the answer has '{found}'"
            : null;
    }
}
