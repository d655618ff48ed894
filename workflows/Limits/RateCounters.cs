using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Limits;

/// <summary>
/// Counts what identities and addresses send in each minute of the clock: this instance's own counts, and those of the
/// other instances as of the last <see cref="SyncAsync"/>. Thread-safe.
/// </summary>
/// <remarks>
/// Within one interval between two exchanges the instances do not know of each other: of a limit L, n instances let
/// through at most L and what the n - 1 others admitted in their last interval, and never more than n times L.
/// </remarks>
public sealed class RateCounters
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // More subjects than these in one minute are an attack from everywhere, and counting each would only help it.
    private const int MostKeys = 100_000;
    private const int MostTold = 500;
    private const int HashDigits = 16;

    private readonly RateLimitStore store;
    private readonly IKeyedHash hash;
    private readonly TimeProvider clock;
    private readonly string instance = Guid.NewGuid().ToString("N");
    private readonly Lock gate = new();
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> own = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, int> others = new Dictionary<string, int>();
    private long window;

    internal RateCounters(RateLimitStore store, IKeyedHash hash, TimeProvider clock)
    {
        this.store = store;
        this.hash = hash;
        this.clock = clock;
    }

    /// <summary>Counts one, unless the limit is reached.</summary>
    /// <returns>The refusal, which is not counted; null when there is room.</returns>
    public RateRefusal? TryTake(RateKind kind, string subject, int limit) => Take(kind, subject, limit, counts: true);

    /// <summary>Whether the limit is reached; counts nothing.</summary>
    public RateRefusal? Check(RateKind kind, string subject, int limit) => Take(kind, subject, limit, counts: false);

    /// <summary>Counts one, whatever the limit.</summary>
    public void Count(RateKind kind, string subject) => Take(kind, subject, int.MaxValue, counts: true);

    /// <summary>
    /// Tells the other instances this one's counts and learns theirs: one write and one short query, however many
    /// subjects there are; none of both as long as nobody calls.
    /// </summary>
    /// <exception cref="Azure.RequestFailedException">Storage refuses; what was known stays.</exception>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        long at;
        Dictionary<string, int> told;
        lock (gate)
        {
            Turn();
            at = window;
            told = own.Count <= MostTold
                ? new(own, StringComparer.Ordinal)
                : own.OrderByDescending(count => count.Value).Take(MostTold).ToDictionary(StringComparer.Ordinal);
        }

        if (told.Count == 0)
        {
            return;
        }

        IReadOnlyDictionary<string, int> learnt = await store.ExchangeAsync(at, instance, told, cancellationToken);
        lock (gate)
        {
            Turn();
            others = window == at ? learnt : others;
        }
    }

    private RateRefusal? Take(RateKind kind, string subject, int limit, bool counts)
    {
        string key = $"{kind.ToString()[0]}{hash.Hash($"limit.{kind}", subject)[..HashDigits]}";
        lock (gate)
        {
            DateTimeOffset now = Turn();
            int mine = own.GetValueOrDefault(key);
            if (mine + others.GetValueOrDefault(key) >= limit)
            {
                long end = (window + 1) * Window.Ticks;
                return new RateRefusal(TimeSpan.FromTicks(end - now.UtcTicks), refused.Add(key));
            }

            if (counts && (mine > 0 || own.Count < MostKeys))
            {
                own[key] = mine + 1;
            }

            return null;
        }
    }

    private DateTimeOffset Turn()
    {
        DateTimeOffset now = clock.GetUtcNow();
        long current = now.UtcTicks / Window.Ticks;
        if (current != window)
        {
            window = current;
            own.Clear();
            refused.Clear();
            others = new Dictionary<string, int>();
        }

        return now;
    }
}
