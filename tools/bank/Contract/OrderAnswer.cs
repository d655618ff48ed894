using Daoban.BankSimulator.Orders;

namespace Daoban.BankSimulator.Contract;

/// <summary>Body of every answer about an order. Of several payments it names the first.</summary>
internal sealed record OrderAnswer(
    string OrderId, string Reference, OrderStatus Status, long? PaidFen, string? BankSerial, DateTimeOffset? PaidAt)
{
    public static OrderAnswer Of(Order order)
    {
        Payment? first = order.Payments is [Payment earliest, ..] ? earliest : null;
        return new OrderAnswer(
            order.OrderId, order.Reference, order.Status, first?.AmountFen, first?.BankSerial, first?.PaidAt);
    }
}
