using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>The one-off payment of a case.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="PaymentCode">Catalog item of the payment.</param>
/// <param name="AmountFen">Amount due in fen.</param>
/// <param name="State">Where it stands.</param>
/// <param name="BankReference">What the resident tells the bank; null until registered.</param>
/// <param name="ExpiresAt">When it lapses.</param>
/// <param name="RemindedAt">When the resident was reminded.</param>
/// <param name="PaidAt">When the bank took the money.</param>
/// <param name="SettledBy"><c>callback</c>, <c>query</c> or <c>close</c>.</param>
public sealed record PaymentView(
    string OrderId,
    string PaymentCode,
    long AmountFen,
    PaymentOrderState State,
    string? BankReference,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RemindedAt,
    DateTimeOffset? PaidAt,
    string? SettledBy)
{
    internal static PaymentView Of(PaymentOrderRecord order) => new(
        order.OrderId,
        order.PaymentCode,
        order.AmountFen,
        order.State,
        order.BankReference,
        order.ExpiresAt,
        order.RemindedAt,
        order.PaidAt,
        order.SettledBy);
}
