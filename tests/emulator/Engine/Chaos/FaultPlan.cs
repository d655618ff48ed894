using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Engine.Chaos;

/// <summary>
/// Faults at counted exchanges: how many a run meets depends on its requests alone, whatever else the machine does.
/// </summary>
internal sealed class FaultPlan(int seed)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private int untilNext = 1;

    public int Made { get; private set; }

    /// <summary>What happens to the next exchange.</summary>
    public ProxyAction Next()
    {
        lock (gate)
        {
            if (--untilNext > 0)
            {
                return ProxyAction.Pass;
            }

            untilNext = random.Next(15, 60);
            return (Made++ % 3) switch
            {
                0 => ProxyAction.Drop,
                1 => ProxyAction.Fail(503, "ServerBusy"),
                _ => ProxyAction.Fail(500, "InternalError"),
            };
        }
    }
}
