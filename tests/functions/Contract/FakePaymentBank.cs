using System.Collections.Concurrent;
using Daoban.Workflows.Payments;

namespace Daoban.Functions.Tests.Contract;

/// <summary>A bank that takes every order and never says anything by itself.</summary>
public sealed class FakePaymentBank : IPaymentBank
{
    private readonly ConcurrentDictionary<string, BankOrder> orders = new();

    public Task<BankReference> RegisterAsync(BankOrder order, CancellationToken cancellationToken)
    {
        orders[order.OrderId] = order;
        return Task.FromResult(new BankReference("REF-1"));
    }

    public Task<BankOrderState> QueryAsync(string orderId, CancellationToken cancellationToken) =>
        Task.FromResult(new BankOrderState(
            orderId, orders.ContainsKey(orderId) ? BankOrderStatus.Open : BankOrderStatus.Unknown, null, null, null));

    public Task<BankOrderState> CloseAsync(string orderId, CancellationToken cancellationToken) =>
        Task.FromResult(new BankOrderState(orderId, BankOrderStatus.Closed, null, null, null));
}
