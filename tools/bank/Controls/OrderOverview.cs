using Daoban.BankSimulator.Orders;

namespace Daoban.BankSimulator.Controls;

/// <summary>An order as the simulator shows it.</summary>
internal sealed record OrderOverview(
    string OrderId,
    string Reference,
    string ItemCode,
    long AmountFen,
    OrderStatus Status,
    int Payments,
    long PaidFen,
    int CallbacksPending,
    int CallbacksDelivered,
    int CallbacksLost,
    DateTimeOffset RegisteredAt,
    DateTimeOffset ExpiresAt)
{
    public static OrderOverview Of(Order order) => new(
        order.OrderId,
        order.Reference,
        order.ItemCode,
        order.AmountFen,
        order.Status,
        order.Payments.Count,
        order.Payments.Sum(payment => payment.AmountFen),
        order.Deliveries.Count(delivery => delivery.State is DeliveryState.Pending),
        order.Deliveries.Count(delivery => delivery.State is DeliveryState.Delivered),
        order.Deliveries.Count(delivery => delivery.State is DeliveryState.Lost),
        order.RegisteredAt,
        order.ExpiresAt);
}
