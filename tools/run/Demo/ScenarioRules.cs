namespace Daoban.Run.Demo;

/// <summary>What must be true of a finished scenario.</summary>
internal static class ScenarioRules
{
    /// <returns>The first thing that is wrong; null when all is well.</returns>
    public static string? FaultOf(ScenarioResult result, CaseState end, BankOrderOverview? order, LedgerState ledger)
    {
        if (!Is(end.Stage, result.ExpectedStage))
        {
            return $"ended as {end.Stage}, not as {result.ExpectedStage}";
        }

        if (!ledger.IsIntact || ledger.Entries.Count == 0)
        {
            return "the ledger's chain is broken";
        }

        return result.Scenario switch
        {
            DemoScenarios.Paid => PaidFault(end.Payment, order),
            DemoScenarios.LostCallback => PaidFault(end.Payment, order) ?? LostFault(end.Payment!, order!),
            DemoScenarios.Lapsed => LapsedFault(end.Payment, order),
            _ => order is null ? null : "an order at the bank, though nothing is due",
        };
    }

    private static string? PaidFault(PaymentState? payment, BankOrderOverview? order) =>
        payment is null || order is null ? "completed without a payment order"
        : !Is(payment.State, "paid") ? $"the payment is {payment.State}"
        : order.Payments != 1 || order.PaidFen != payment.AmountFen
            ? $"paid {order.Payments} times at the bank, {Money.Yuan(order.PaidFen)} in all"
        : null;

    private static string? LostFault(PaymentState payment, BankOrderOverview order) =>
        order.CallbacksDelivered != 0 || order.CallbacksLost == 0 ? "the callback was not lost"
        : payment.SettledBy is null || Is(payment.SettledBy, "callback") ? $"settled by {payment.SettledBy}"
        : null;

    private static string? LapsedFault(PaymentState? payment, BankOrderOverview? order) =>
        payment is null || order is null ? "lapsed without a payment order"
        : !Is(payment.State, "closed") ? $"the payment is {payment.State}"
        : order.Payments != 0 || !Is(order.Status, "closed")
            ? $"at the bank the order is {order.Status}, paid {order.Payments} times"
        : null;

    private static bool Is(string actual, string expected) =>
        actual.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
