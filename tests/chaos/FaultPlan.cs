using Daoban.TestKit;

namespace Daoban.Chaos;

/// <summary>What goes wrong between engine and storage: drawn from a seed, one draw a request.</summary>
internal sealed class FaultPlan(int percent, int seed)
{
    // Longer than the engine waits for an answer.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(25);

    private readonly Lock gate = new();
    private readonly Random random = new(seed);

    // Of their own: consecutive draws of one seeded generator are not independent enough.
    private readonly Random kinds = new(seed + 1);
    private readonly Dictionary<long, ProxyAction> afterwards = [];
    private readonly Dictionary<string, int> made = [];
    private bool isOver;

    /// <summary>How many of each kind so far.</summary>
    public string Made
    {
        get
        {
            lock (gate)
            {
                return string.Join(", ", made.OrderBy(each => each.Key).Select(each => $"{each.Key} {each.Value}"));
            }
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return made.Values.Sum();
            }
        }
    }

    /// <summary>From here on everything passes.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
        }
    }

    public async Task<ProxyAction> BeforeAsync(StorageExchange exchange)
    {
        (ProxyAction action, TimeSpan delay) = Draw(exchange);
        await Task.Delay(delay);
        return action;
    }

    public Task<ProxyAction> AfterAsync(StorageExchange exchange)
    {
        lock (gate)
        {
            return Task.FromResult(afterwards.Remove(exchange.Number, out ProxyAction? action)
                ? action
                : ProxyAction.Pass);
        }
    }

    private (ProxyAction Action, TimeSpan Delay) Draw(StorageExchange exchange)
    {
        lock (gate)
        {
            if (isOver || random.Next(100) >= percent)
            {
                return (ProxyAction.Pass, TimeSpan.Zero);
            }

            switch (kinds.Next(40))
            {
                case 0:
                    Note("hanging");
                    return (ProxyAction.Drop, Hang);
                case < 8:
                    Note("reset before");
                    return (ProxyAction.Drop, TimeSpan.Zero);
                case < 14:
                    Note("reset after");
                    afterwards[exchange.Number] = ProxyAction.Drop;
                    return (ProxyAction.Pass, TimeSpan.Zero);
                case < 20:
                    Note("500 before");
                    return (ProxyAction.Fail(500, "InternalError"), TimeSpan.Zero);
                case < 26:
                    Note("500 after");
                    afterwards[exchange.Number] = ProxyAction.Fail(500, "InternalError");
                    return (ProxyAction.Pass, TimeSpan.Zero);
                case < 32:
                    Note("503");
                    return (ProxyAction.Fail(503, "ServerBusy"), TimeSpan.Zero);
                case < 36 when exchange.Path.EndsWith("$batch", StringComparison.Ordinal):
                    Note("412");
                    return (ProxyAction.Fail(412, "UpdateConditionNotSatisfied"), TimeSpan.Zero);
                default:
                    Note("slow");
                    return (ProxyAction.Pass, TimeSpan.FromMilliseconds(random.Next(200, 2000)));
            }
        }
    }

    private void Note(string kind) => made[kind] = made.GetValueOrDefault(kind) + 1;
}
