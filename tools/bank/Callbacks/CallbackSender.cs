using System.Globalization;
using Daoban.BankSimulator.Orders;

namespace Daoban.BankSimulator.Callbacks;

/// <summary>Delivers the callbacks that are due, until the merchant answers 2xx.</summary>
internal sealed partial class CallbackSender(
    OrderBook book, CallbackPost post, TimeProvider clock, ILogger<CallbackSender> logger) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim changed = new(0);

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Action wake = () => changed.Release();
        book.Changed += wake;
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is pending stands in the book's file and goes out after the next start.
        }
        finally
        {
            book.Changed -= wake;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            List<(Order Order, Delivery Delivery)> pending = [.. book.All().SelectMany(order => order.Deliveries
                .Where(delivery => delivery.State is DeliveryState.Pending)
                .Select(delivery => (order, delivery)))];
            DateTimeOffset now = clock.GetUtcNow();
            await Task.WhenAll(pending
                .Where(due => due.Delivery.NextAttemptAt <= now)
                .Select(due => DeliverAsync(due.Order, due.Delivery, cancellationToken)));
            if (pending.Exists(due => due.Delivery.NextAttemptAt <= now))
            {
                continue;
            }

            TimeSpan sleep = pending.Count == 0 ? LongestSleep : pending.Min(due => due.Delivery.NextAttemptAt) - now;
            await changed.WaitAsync(sleep < LongestSleep ? sleep : LongestSleep, cancellationToken);
        }
    }

    private async Task DeliverAsync(Order order, Delivery delivery, CancellationToken cancellationToken)
    {
        Payment payment = order.Payments.Single(candidate => candidate.BankSerial == delivery.BankSerial);
        PaymentCallback callback = new(order.OrderId, payment.BankSerial, payment.AmountFen, payment.PaidAt);
        int? status = await post.SendAsync(order.NotifyUrl, callback, cancellationToken);
        LogAttempt(
            order.OrderId, delivery.Attempts + 1, status?.ToString(CultureInfo.InvariantCulture) ?? "no answer");
        book.RecordAttempt(order.OrderId, delivery.Id, status is >= 200 and < 300);
    }

    [LoggerMessage(7301, LogLevel.Information, "Order {OrderId}: callback attempt {Attempt}: {Answer}")]
    private partial void LogAttempt(string orderId, int attempt, string answer);
}
