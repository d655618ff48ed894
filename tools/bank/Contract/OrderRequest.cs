namespace Daoban.BankSimulator.Contract;

/// <summary>
/// Body of every signed request. Amount, item, expiry and notify address come with <c>register</c> only.
/// </summary>
internal sealed record OrderRequest(
    string? Operation,
    string? OrderId,
    long? AmountFen = null,
    string? ItemCode = null,
    DateTimeOffset? ExpiresAt = null,
    Uri? NotifyUrl = null);
