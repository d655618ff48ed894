using System.Threading.Channels;
using Daoban.EndToEnd.Tests.Support;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>
/// Counts the application's storage requests and kills its process at chosen ones. What the dead process still had
/// under way is dropped where it stands; Azurite may have acted on some of it, as in life. Every other kill waits for
/// the next write, because most requests are reads and a read that fails is the lesser trouble.
/// </summary>
internal sealed class KillSwitch
{
    private readonly Lock gate = new();
    private readonly KillMoment moment;
    private readonly Random random;
    private readonly Func<AppProcess?> victim;
    private readonly Channel<KillPoint> kills = Channel.CreateUnbounded<KillPoint>();
    private readonly HashSet<string> places = [];
    private long sinceStart;
    private long next;
    private int done;
    private bool armed;
    private bool writesOnly;

    /// <param name="storage">What the application's requests go through.</param>
    /// <param name="moment">When to strike.</param>
    /// <param name="seed">Of the distances between kills.</param>
    /// <param name="victim">The process to kill.</param>
    public KillSwitch(StorageProxy storage, KillMoment moment, int seed, Func<AppProcess?> victim)
    {
        this.moment = moment;
        this.victim = victim;
        random = new Random(seed);
        storage.BeforeForward = exchange => DecideAsync(KillMoment.BeforeServerActed, exchange);
        storage.AfterAnswer = exchange => DecideAsync(KillMoment.AfterServerActed, exchange);
    }

    /// <summary>Kills that were done, in order; each process is dead when its kill shows here.</summary>
    public ChannelReader<KillPoint> Kills => kills.Reader;

    /// <summary>How many different <see cref="KillPoint.Place"/>s were struck.</summary>
    public int Places
    {
        get
        {
            lock (gate)
            {
                return places.Count;
            }
        }
    }

    /// <summary>How many storage requests of one process may pass before it is killed, for most processes.</summary>
    public required (int Fewest, int Most) ShortLife { get; init; }

    /// <summary>The same for every fourth process: some work must get done between the kills.</summary>
    public required (int Fewest, int Most) LongLife { get; init; }

    /// <summary>After so many different places the application is left alone.</summary>
    public required int MostPlaces { get; init; }

    /// <summary>Counts from zero for the process that starts now.</summary>
    public void Arm()
    {
        lock (gate)
        {
            sinceStart = 0;
            (int fewest, int most) = done % 4 == 3 ? LongLife : ShortLife;
            next = random.Next(fewest, most + 1);
            writesOnly = !writesOnly;
            armed = true;
        }
    }

    // Receiving a message is a GET, and hides the message from others.
    private static bool IsRead(StorageExchange exchange) =>
        exchange.Method == "GET" && exchange.Service != StorageService.Queue;

    private Task<ProxyAction> DecideAsync(KillMoment now, StorageExchange exchange)
    {
        lock (gate)
        {
            if (!armed)
            {
                return Task.FromResult(ProxyAction.Drop);
            }

            if (now != moment || ++sinceStart < next || places.Count == MostPlaces || (writesOnly && IsRead(exchange)))
            {
                return Task.FromResult(ProxyAction.Pass);
            }

            // Under the lock: nothing of this process passes after the request that killed it.
            victim()!.Kill();
            armed = false;
            var point = new KillPoint(++done, exchange, sinceStart, moment);
            places.Add(point.Place);
            kills.Writer.TryWrite(point);
            return Task.FromResult(ProxyAction.Drop);
        }
    }
}
