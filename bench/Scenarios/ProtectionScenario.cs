using System.Diagnostics;
using System.Security.Cryptography;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;

namespace Daoban.Bench.Scenarios;

/// <summary>
/// What cryptography alone takes of a case of <see cref="CaseBenchHost"/>: seven fields and three papers encrypted, ten
/// ledger entries hashed, twenty rows committed to before and after.
/// </summary>
internal sealed class ProtectionScenario : IScenario
{
    private const int WarmUp = 20;
    private const int Count = 300;

    public string Name => "protection";

    public Task<Measurement> RunAsync(string connectionString, RequestCounter requests)
    {
        for (int i = 0; i < WarmUp; i++)
        {
            Protect();
        }

        using var clock = new Stopclock(requests);
        List<TimeSpan> times = [];
        for (int i = 0; i < Count; i++)
        {
            long began = Stopwatch.GetTimestamp();
            Protect();
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        return Task.FromResult(clock.Stop(Name, times));
    }

    private static void Protect()
    {
        CaseKey key = new("0000000000000000", RandomNumberGenerator.GetBytes(CaseKey.KeyBytes));
        for (int field = 0; field < 7; field++)
        {
            key.Protect($"case/field-{field}", "舟山市定海区环南街道大猫村 1 号");
        }

        for (int paper = 0; paper < 3; paper++)
        {
            key.Protect($"case/paper-{paper}", CaseBenchHost.Paper);
        }

        string row = new('x', 800);
        ChainHead? head = null;
        for (int entry = 0; entry < 10; entry++)
        {
            RowChange[] changes =
            [
                new("case", key.Commit("case", row), key.Commit("case", row)),
                new("t|task", key.Commit("t|task", row), key.Commit("t|task", row)),
            ];
            LedgerLine line = LedgerChain.Append(
                "case/bench",
                head,
                new(LedgerActions.ReviewOpened, Actor.System, "task"),
                changes,
                DateTimeOffset.UtcNow);
            head = new ChainHead(line.Entry.Sequence, line.Hash, line.Entry.At);
        }
    }
}
