namespace Daoban.Workflows.Payments;

/// <summary>The form of ids that the bank sends: they become table keys, whichever way they come.</summary>
internal static class BankIds
{
    /// <summary>Whether the text has 1 to 64 characters of <c>A–Z a–z 0–9 - _ .</c>.</summary>
    public static bool IsSound(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
