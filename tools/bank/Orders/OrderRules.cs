using Daoban.BankSimulator.Contract;

namespace Daoban.BankSimulator.Orders;

/// <summary>The bank's rules, free of state.</summary>
internal static class OrderRules
{
    private const long LargestAmountFen = 100_000_000_00;

    public static Refusal? Check(OrderRequest request, DateTimeOffset now)
    {
        if (request.AmountFen is not (> 0 and <= LargestAmountFen))
        {
            return Refusal.AmountInvalid;
        }

        if (request.ExpiresAt <= now)
        {
            return Refusal.OrderExpired;
        }

        bool valid = IsName(request.OrderId, 64) && IsName(request.ItemCode, 16) && request.ExpiresAt is not null
            && request.NotifyUrl is { IsAbsoluteUri: true, Scheme: "http" or "https" };
        return valid ? null : Refusal.OrderInvalid;
    }

    public static Refusal? CheckPayment(Order order, long? amountFen, DateTimeOffset now) => order.Status switch
    {
        _ when amountFen is <= 0 => Refusal.AmountInvalid,
        OrderStatus.Paid => Refusal.AlreadyPaid,
        OrderStatus.Closed => Refusal.OrderClosed,
        _ => order.ExpiresAt <= now ? Refusal.OrderExpired : null,
    };

    public static Delivery AfterAttempt(Delivery delivery, bool delivered, DateTimeOffset now, BankSettings settings)
    {
        int attempts = delivery.Attempts + 1;
        if (delivered)
        {
            return delivery with { State = DeliveryState.Delivered, Attempts = attempts };
        }

        double factor = Math.Pow(2, Math.Min(delivery.Attempts, 30));
        TimeSpan wait = TimeSpan.FromTicks(
            (long)Math.Min(settings.FirstRetry.Ticks * factor, settings.LongestRetry.Ticks));
        return now + wait > delivery.CreatedAt + settings.GiveUpAfter
            ? delivery with { State = DeliveryState.GivenUp, Attempts = attempts }
            : delivery with { Attempts = attempts, NextAttemptAt = now + wait };
    }

    private static bool IsName(string? text, int longest) =>
        text is { Length: > 0 } && text.Length <= longest
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
