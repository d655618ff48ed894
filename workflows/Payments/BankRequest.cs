namespace Daoban.Workflows.Payments;

/// <summary>
/// Body of a request to the bank. The operation is part of what is signed, so that one cannot pass for another.
/// </summary>
internal sealed record BankRequest(
    string Operation,
    string OrderId,
    long? AmountFen = null,
    string? ItemCode = null,
    DateTimeOffset? ExpiresAt = null,
    Uri? NotifyUrl = null)
{
    public const string Register = "register";
    public const string Query = "query";
    public const string Close = "close";
}
