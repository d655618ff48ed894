using System.Globalization;
using Daoban.BankSimulator.Contract;
using Microsoft.Extensions.Options;

namespace Daoban.BankSimulator.Orders;

/// <summary>
/// All orders of the bank and what may happen to them. Thread-safe; every change is saved before it is told.
/// </summary>
internal sealed class OrderBook
{
    private readonly Lock gate = new();
    private readonly OrderFile file;
    private readonly BankSettings settings;
    private readonly TimeProvider clock;
    private readonly OrderedDictionary<string, Order> orders;
    private long lastNumber;
    private int loseNext;

    public OrderBook(string? folder, IOptions<BankSettings> settings, TimeProvider clock)
    {
        this.clock = clock;
        this.settings = settings.Value;
        file = new OrderFile(folder);
        OrderFileContent content = file.Read();
        lastNumber = content.LastNumber;
        orders = new(content.Orders.Select(order => KeyValuePair.Create(order.OrderId, order)), StringComparer.Ordinal);
    }

    /// <summary>Raised after every change, outside the lock: deliveries may be due.</summary>
    public event Action? Changed;

    public IReadOnlyList<Order> All()
    {
        lock (gate)
        {
            return [.. orders.Values];
        }
    }

    public OrderResult Find(string orderId)
    {
        lock (gate)
        {
            return orders.TryGetValue(orderId, out Order? order) ? order : Refusal.UnknownOrder;
        }
    }

    public OrderResult Register(OrderRequest request)
    {
        lock (gate)
        {
            if (orders.TryGetValue(request.OrderId!, out Order? known))
            {
                return known.Matches(request) ? known : Refusal.OrderDiffers;
            }

            DateTimeOffset now = clock.GetUtcNow();
            if (OrderRules.Check(request, now) is { } refusal)
            {
                return refusal;
            }

            Order order = new()
            {
                OrderId = request.OrderId!,
                Reference = NextNumber("R", now),
                AmountFen = request.AmountFen!.Value,
                ItemCode = request.ItemCode!,
                RegisteredAt = now,
                ExpiresAt = request.ExpiresAt!.Value,
                NotifyUrl = request.NotifyUrl!,
            };
            return Save(order);
        }
    }

    public OrderResult Close(string orderId) =>
        Change(orderId, order => order.Status is OrderStatus.Open ? order with { Status = OrderStatus.Closed } : order);

    /// <summary>A resident pays.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="amountFen">What he pays; null for the right amount.</param>
    /// <param name="force">True to book a second or late payment, which the counter would refuse.</param>
    public OrderResult Pay(string orderId, long? amountFen, bool force) => Change(orderId, order =>
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (OrderRules.CheckPayment(order, amountFen, now) is { } refusal
            && (!force || refusal == Refusal.AmountInvalid))
        {
            return refusal;
        }

        Payment payment = new(NextNumber("S", now), amountFen ?? order.AmountFen, now);
        return order with
        {
            Status = OrderStatus.Paid,
            Payments = [.. order.Payments, payment],
            Deliveries = [.. order.Deliveries, NewDelivery(order, payment, now)],
        };
    });

    /// <summary>The bank sends the callback of the last payment once more.</summary>
    public OrderResult RepeatCallback(string orderId) => Change(orderId, order => order.Payments.Count == 0
        ? Refusal.NotPaid
        : order with { Deliveries = [.. order.Deliveries, NewDelivery(order, order.Payments[^1], clock.GetUtcNow())] });

    /// <summary>From now on every callback of the order is lost, also those that wait for a repetition.</summary>
    public OrderResult LoseCallbacks(string orderId) => Change(orderId, order => order with
    {
        LosesCallbacks = true,
        Deliveries = [.. order.Deliveries.Select(delivery => delivery.State is DeliveryState.Pending
            ? delivery with { State = DeliveryState.Lost }
            : delivery)],
    });

    /// <summary>The next <paramref name="count"/> callbacks of whatever orders are lost.</summary>
    public void LoseNextCallbacks(int count)
    {
        lock (gate)
        {
            loseNext = count;
        }
    }

    /// <summary>Records an attempt to deliver; an attempt that did not arrive is repeated later.</summary>
    public void RecordAttempt(string orderId, Guid deliveryId, bool delivered) => Change(orderId, order => order with
    {
        Deliveries = [.. order.Deliveries.Select(delivery =>
            delivery.Id == deliveryId && delivery.State is DeliveryState.Pending
            ? OrderRules.AfterAttempt(delivery, delivered, clock.GetUtcNow(), settings)
            : delivery)],
    });

    private Delivery NewDelivery(Order order, Payment payment, DateTimeOffset now)
    {
        bool lost = order.LosesCallbacks || loseNext > 0;
        loseNext = Math.Max(0, loseNext - 1);
        return new Delivery(
            Guid.NewGuid(), payment.BankSerial, lost ? DeliveryState.Lost : DeliveryState.Pending, 0, now, now);
    }

    private OrderResult Change(string orderId, Func<Order, OrderResult> change)
    {
        OrderResult result;
        lock (gate)
        {
            if (!orders.TryGetValue(orderId, out Order? order))
            {
                return Refusal.UnknownOrder;
            }

            result = change(order);
            if (result.Order is { } changed && changed != order)
            {
                Save(changed);
            }
        }

        Changed?.Invoke();
        return result;
    }

    private Order Save(Order order)
    {
        orders[order.OrderId] = order;
        file.Write(new OrderFileContent(lastNumber, [.. orders.Values]));
        return order;
    }

    private string NextNumber(string prefix, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{now:yyyyMMdd}{++lastNumber:D10}");
}
