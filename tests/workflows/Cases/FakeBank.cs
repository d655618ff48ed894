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

    public bool FailsToClose { get; set; }

    public int Closings { get; private set; }

    /// <summary>What happens while the bank works on a registration or a closing.</summary>
    public Func<string, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public int FailuresBeforeAnswering { get; set; }

    public IReadOnlyDictionary<string, BankOrderState> Orders => orders;

    public BankCallback Pay(string orderId, long amountFen)
    {
        BankOrderState paid = new(orderId, BankOrderStatus.Paid, amountFen, $"serial-{orderId[..8]}", time.GetUtcNow());
        orders[orderId] = paid;
        return new BankCallback(orderId, paid.BankSerial!, amountFen, paid.PaidAt!.Value);
    }

    public async Task<BankReference> RegisterAsync(BankOrder order, CancellationToken cancellationToken)
    {
        await Meanwhile(order.OrderId);
        if (Refuses)
        {
            throw new OrderRefusedException("order-refused");
        }

        Answer();
        orders.TryAdd(order.OrderId, new(order.OrderId, BankOrderStatus.Open, null, null, null));
        return new BankReference($"ref-{order.OrderId[..8]}");
    }

    public Task<BankOrderState> QueryAsync(string orderId, CancellationToken cancellationToken)
    {
        Queries++;
        Answer();
        return Task.FromResult(orders[orderId]);
    }

    public async Task<BankOrderState> CloseAsync(string orderId, CancellationToken cancellationToken)
    {
        Closings++;
        await Meanwhile(orderId);
        if (RefusesToClose)
        {
            throw new OrderRefusedException("close-refused");
        }

        if (FailsToClose)
        {
            throw new HttpRequestException("The bank does not answer.");
        }

        Answer();
        return orders.AddOrUpdate(
            orderId,
            id => new(id, BankOrderStatus.Closed, null, null, null),
            (id, order) => order.Status is BankOrderStatus.Paid
                ? order
                : order with { Status = BankOrderStatus.Closed });
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
