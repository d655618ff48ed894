using System.Security.Cryptography;
using System.Text;

namespace Daoban.Workflows.Statements;

/// <summary>Something between the bank and us that two people resolve.</summary>
/// <param name="Code">One of <see cref="DiscrepancyCodes"/>, or a settlement's result.</param>
/// <param name="FoundAt">When it was found.</param>
/// <param name="OrderId">The order that is named.</param>
/// <param name="CaseId">Its case, when we have one.</param>
/// <param name="BankSerial">The bank's serial number of the payment.</param>
/// <param name="AmountFen">What was paid, in fen.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ReasonCode">How it is resolved.</param>
/// <param name="ProposedBy">Who proposed that.</param>
/// <param name="ProposedFor">For whom they acted, when not for themselves.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ResolvedBy">Who confirmed it.</param>
/// <param name="ResolvedAt">When.</param>
internal sealed record DiscrepancyRecord(
    string Code,
    DateTimeOffset FoundAt,
    string? OrderId = null,
    string? CaseId = null,
    string? BankSerial = null,
    long? AmountFen = null,
    DiscrepancyState State = DiscrepancyState.Open,
    string? ReasonCode = null,
    string? ProposedBy = null,
    string? ProposedFor = null,
    DateTimeOffset? ProposedAt = null,
    string? ResolvedBy = null,
    DateTimeOffset? ResolvedAt = null)
{
    /// <summary>The same for the same thing, so that finding it again makes no second row.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{Code}|{OrderId}|{BankSerial}")))[..32];
}
