using System.Globalization;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// Keys of inbox messages: an order number (ticks of real time, never repeated or reduced by one sender), then the
/// sender.
/// </summary>
internal static class MessageKeys
{
    private static long LastOrder;

    /// <summary>The next order number of this process.</summary>
    public static long NextOrder()
    {
        while (true)
        {
            long last = Interlocked.Read(ref LastOrder);
            long next = Math.Max(DateTime.UtcNow.Ticks, last + 1);
            if (Interlocked.CompareExchange(ref LastOrder, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>The order number for a send whose sender last used <paramref name="last" />.</summary>
    public static long NextOrder(long last) => Math.Max(NextOrder(), last + 1);

    public static string FromClient() => Make(NextOrder(), $"c{Guid.NewGuid():N}");

    public static string Start(string executionId) => Make(NextOrder(), $"s{executionId}");

    public static string FromOrchestration(long order, string executionId, int actionId) =>
        Make(order, string.Create(CultureInfo.InvariantCulture, $"o{executionId}.{actionId}"));

    private static string Make(long order, string sender) =>
        string.Create(CultureInfo.InvariantCulture, $"{order:D19}|{sender}");
}
