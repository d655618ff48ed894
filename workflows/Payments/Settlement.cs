using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Payments;

/// <summary>
/// Settles an order once, matched by order id and amount to the fen, whoever brought the news. Everything else the bank
/// reports is kept as a notice and entered as disputed; two people resolve it. Pure.
/// </summary>
internal static class Settlement
{
    public const string Settled = "settled";
    public const string Duplicate = "duplicate";
    public const string Mismatch = "mismatch";
    public const string Late = "late";

    /// <summary>
    /// Applies what the bank says about one payment. The same bank serial number changes nothing again.
    /// </summary>
    /// <returns>One of the results above.</returns>
    public static string Apply(CaseFile file, CaseChange change, BankCallback paid, string by, DateTimeOffset now)
    {
        if (file.Notices.TryGetValue(paid.BankSerial, out BankNoticeRecord? known))
        {
            return known.Result;
        }

        PaymentOrderRecord order = file.Orders[paid.OrderId];
        string result = order.State switch
        {
            PaymentOrderState.Paid => Duplicate,
            PaymentOrderState.Closed => Late,
            _ when file.Existing.Stage is not CaseStage.PaymentDue => Late,
            _ when order.AmountFen != paid.AmountFen => Mismatch,
            _ => Settled,
        };
        change.Put(new BankNoticeRecord(paid.BankSerial, paid.OrderId, paid.AmountFen, paid.PaidAt, result));
        if (result != Settled)
        {
            change.Enter(new(
                LedgerActions.PaymentDisputed, Actor.Bank, paid.OrderId, paid.BankSerial, result, paid.AmountFen));
            return result;
        }

        change.Put(order with
        {
            State = PaymentOrderState.Paid,
            BankSerial = paid.BankSerial,
            PaidAt = paid.PaidAt,
            SettledBy = by,
        });
        change.Put(file.Existing.After(CaseMove.SettlePayment, now, dueAt: null));
        change.Enter(new(
            LedgerActions.PaymentSettled, Actor.Bank, paid.OrderId, paid.BankSerial, AmountFen: paid.AmountFen));
        change.Send(PaidOrderHandler.KindName, paid.OrderId, new { paid.OrderId });
        change.Raise(
            paid.OrderId,
            PaymentConfirmed.EventName,
            new PaymentConfirmed(paid.OrderId, paid.BankSerial),
            hasStarted: true);
        return result;
    }

    /// <summary>Settles from the bank's own answer.</summary>
    /// <returns>The confirmation; null when the payment cannot settle the order.</returns>
    public static PaymentConfirmed? Confirm(
        CaseFile file, CaseChange change, BankOrderState paid, string by, DateTimeOffset now)
    {
        BankCallback news = new(paid.OrderId, paid.BankSerial!, paid.PaidFen!.Value, paid.PaidAt!.Value);
        return Apply(file, change, news, by, now) is Settled
            ? new PaymentConfirmed(paid.OrderId, paid.BankSerial!)
            : null;
    }
}
