namespace Daoban.Workflows.Payments;

/// <summary>
/// Body of the bank's refusals. Only the code is kept: free text of others stays out of histories and logs.
/// </summary>
internal sealed record BankRefusal(string? Code)
{
    public const string UnknownOrder = "unknown-order";

    private const string NoCode = "refused";
    private const int LongestCode = 40;

    public static string CodeOf(byte[] body) =>
        BankJson.TryRead<BankRefusal>(body)?.Code is { Length: > 0 and <= LongestCode } code
        && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
            ? code
            : NoCode;
}
