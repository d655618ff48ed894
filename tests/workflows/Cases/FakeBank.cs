using System.Collections.Concurrent;
using Daoban.Workflows.Payments;

namespace Daoban.Workflows.Tests.Cases;

/// <summary>A bank in memory: keeps orders, is paid by tests, sends no callbacks.</summary>
internal sealed class FakeBank(TimeProvider time) : IPaymentBank
{
    private readonly ConcurrentDictionary<string, BankOrderState> orders = new();

    public int Queries { get; private set; }

    public bool Refuses { get; set; }

    public bool RefusesToClose { get; set; }

    public int FailuresBeforeAnswering { get; set; }

    public IReadOnlyDictionary<string, BankOrderState> Orders => orders;

    public BankCallback Pay(string orderId, long amountFen)
    {
        BankOrderState paid = new(orderId, BankOrderStatus.Paid, amountFen, $"serial-{orderId[..8]}", time.GetUtcNow());
        orders[orderId] = paid;
        return new BankCallback(orderId, paid.BankSerial!, amountFen, paid.PaidAt!.Value);
    }

    public Task<BankReference> RegisterAsync(BankOrder order, CancellationToken cancellationToken)
    {
        if (Refuses)
        {
            throw new OrderRefusedException("order-refused");
        }

        Answer();
        orders.TryAdd(order.OrderId, new(order.OrderId, BankOrderStatus.Open, null, null, null));
        return Task.FromResult(new BankReference($"ref-{order.OrderId[..8]}"));
    }

    public Task<BankOrderState> QueryAsync(string orderId, CancellationToken cancellationToken)
    {
        Queries++;
        Answer();
        return Task.FromResult(orders[orderId]);
    }

    public Task<BankOrderState> CloseAsync(string orderId, CancellationToken cancellationToken)
    {
        if (RefusesToClose)
        {
            throw new OrderRefusedException("close-refused");
        }

        Answer();
        return Task.FromResult(orders.AddOrUpdate(
            orderId,
            id => new(id, BankOrderStatus.Closed, null, null, null),
            (id, order) => order.Status is BankOrderStatus.Paid
                ? order
                : order with { Status = BankOrderStatus.Closed }));
    }

    private void Answer()
    {
        if (FailuresBeforeAnswering > 0)
        {
            FailuresBeforeAnswering--;
            throw new HttpRequestException("The bank does not answer.");
        }
    }
}
