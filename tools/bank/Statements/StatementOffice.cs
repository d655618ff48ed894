using System.Collections.Concurrent;
using Daoban.BankSimulator.Orders;
using Microsoft.Extensions.Options;

namespace Daoban.BankSimulator.Statements;

/// <summary>Makes the statement of a day in China once the day is over, unless a test wishes otherwise.</summary>
internal sealed class StatementOffice(OrderBook book, IOptions<BankSettings> settings, TimeProvider clock)
{
    private static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private readonly ConcurrentDictionary<DateOnly, StatementWish> wishes = new();

    public void Wish(DateOnly day, StatementWish wish) => wishes[day] = wish;

    /// <returns>The file; null when it is not made yet.</returns>
    public byte[]? Find(DateOnly day)
    {
        StatementWish wish = wishes.GetValueOrDefault(day, new StatementWish());
        if (wish.Withhold || (day >= DayOf(clock.GetUtcNow()) && !wish.Early))
        {
            return null;
        }

        IEnumerable<StatementLine> payments =
            from order in book.All()
            from payment in order.Payments
            where DayOf(payment.PaidAt) == day
            orderby payment.PaidAt, payment.BankSerial
            select new StatementLine(order.OrderId, payment.BankSerial, payment.AmountFen, payment.PaidAt);
        return StatementFile.Write(settings.Value.MerchantId, day, payments, wish.Damage);
    }

    private static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, China).DateTime);
}
