using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Payments;

/// <summary>
/// Ends an order in the case file: paid or closed, decided in the transaction that a callback's settlement would have
/// to win. From then on a payment is late. Pure.
/// </summary>
internal static class OrderClosing
{
    /// <summary>Reason in the ledger: closed here alone, because the bank did not close it.</summary>
    public const string NotClosedAtBank = "not-closed-at-bank";

    /// <summary>Closes the order unless it is settled. Applying it again changes nothing.</summary>
    /// <returns>The confirmation if it is settled; null when it is closed.</returns>
    public static PaymentConfirmed? Apply(CaseFile file, CaseChange change, string orderId, string? reason = null)
    {
        PaymentOrderRecord order = file.Orders[orderId];
        if (order.State is not (PaymentOrderState.Paid or PaymentOrderState.Closed))
        {
            change.Put(order with { State = PaymentOrderState.Closed });
            change.Enter(new(LedgerActions.PaymentClosed, Actor.System, order.OrderId, Reason: reason));
        }

        return ConfirmationOf(file, orderId);
    }

    /// <summary>The confirmation of a settled order; null while it is not settled.</summary>
    public static PaymentConfirmed? ConfirmationOf(CaseFile file, string orderId) =>
        file.Orders[orderId] is { State: PaymentOrderState.Paid } order
            ? new PaymentConfirmed(order.OrderId, order.BankSerial!)
            : null;
}
