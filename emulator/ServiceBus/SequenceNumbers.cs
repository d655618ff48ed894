namespace Daoban.Emulator.ServiceBus;

/// <summary>
/// Numbers that grow: microseconds since 1970 and twelve random bits, so that processes that send at once hardly ever
/// make the same. Upstream's have no gaps; nobody may rely on that.
/// </summary>
internal static class SequenceNumbers
{
    private const int RandomBits = 12;

    private static long Last;

    public static long Next(DateTimeOffset now)
    {
        long micros = (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        long wanted = (micros << RandomBits) | (long)Random.Shared.Next(1 << RandomBits);
        while (true)
        {
            long before = Interlocked.Read(ref Last);
            long next = Math.Max(wanted, before + 1);
            if (Interlocked.CompareExchange(ref Last, next, before) == before)
            {
                return next;
            }
        }
    }
}
