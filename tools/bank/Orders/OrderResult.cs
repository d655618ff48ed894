using Daoban.BankSimulator.Contract;

namespace Daoban.BankSimulator.Orders;

/// <summary>Either an order or a refusal.</summary>
internal readonly record struct OrderResult(Order? Order, Refusal? Refusal)
{
    public static implicit operator OrderResult(Order order) => new(order, null);

    public static implicit operator OrderResult(Refusal refusal) => new(null, refusal);
}
