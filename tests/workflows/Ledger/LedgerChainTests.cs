using System.Security.Cryptography;
using System.Text;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Ledger;

public sealed class LedgerChainTests
{
    private const string Chain = "case/0f0e0d0c-0b0a-4908-8706-050403020100";
    private static readonly DateTimeOffset Noon = new(2026, 7, 15, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void IsIntact_UntouchedChain_Holds()
    {
        (List<LedgerLine> lines, ChainHead head) = Build(4);
        Assert.True(LedgerChain.IsIntact(Chain, lines, head));
    }

    [Fact]
    public void IsIntact_NoEntriesAndNoHead_Holds() => Assert.True(LedgerChain.IsIntact(Chain, [], head: null));

    [Fact]
    public void IsIntact_EveryChangedField_Breaks()
    {
        (List<LedgerLine> lines, ChainHead head) = Build(3);
        LedgerEntry entry = lines[1].Entry;
        LedgerEntry[] forgeries =
        [
            entry with { Chain = "case/other" },
            entry with { At = entry.At.AddSeconds(-1) },
            entry with { ActorId = "reviewer-2" },
            entry with { Role = "admin" },
            entry with { OnBehalfOf = "clerk-2" },
            entry with { StationId = "damao" },
            entry with { DeviceId = "tablet-2" },
            entry with { DeviceAt = Noon },
            entry with { Action = LedgerActions.DecisionRefused },
            entry with { Subject = "other" },
            entry with { CaseId = "other" },
            entry with { Outcome = "Rejected" },
            entry with { Reason = "none" },
            entry with { AmountFen = 1 },
            entry with { AmountFen = null },
            entry with { Changes = [new RowChange("case", null, new string('a', 64))] },
            entry with { Histories = [new HistoryDigest("x", 1, new string('a', 64))] },
            entry with { PreviousHash = LedgerChain.Genesis },
            entry with { Sequence = 9 },
        ];
        Assert.All(forgeries, forged => Assert.False(
            LedgerChain.IsIntact(Chain, [lines[0], LedgerLine.Write(forged), lines[2]], head)));
    }

    [Fact]
    public void IsIntact_RemovedInsertedReorderedOrTruncated_Breaks()
    {
        (List<LedgerLine> lines, ChainHead head) = Build(3);
        Assert.False(LedgerChain.IsIntact(Chain, [lines[0], lines[2]], head));
        Assert.False(LedgerChain.IsIntact(Chain, [lines[0], lines[1]], head));
        Assert.False(LedgerChain.IsIntact(Chain, [lines[1], lines[0], lines[2]], head));
        Assert.False(LedgerChain.IsIntact(Chain, [lines[0], lines[1], lines[1], lines[2]], head));
        Assert.False(LedgerChain.IsIntact("case/another", lines, head));
        Assert.False(LedgerChain.IsIntact(Chain, lines, head: null));
    }

    [Fact]
    public void IsIntact_ChainRebuiltWithATimeThatGoesBack_Breaks()
    {
        (List<LedgerLine> lines, _) = Build(2);
        LedgerLine late = LedgerLine.Write(lines[1].Entry with { At = Noon.AddDays(-1) });
        Assert.False(LedgerChain.IsIntact(Chain, [lines[0], late], new ChainHead(2, late.Hash, late.Entry.At)));
    }

    [Fact]
    public void Append_ClockBehindTheHead_TakesTheHeadsTime()
    {
        (List<LedgerLine> lines, ChainHead head) = Build(1);
        LedgerLine next = LedgerChain.Append(Chain, head, Draft(2), [], Noon.AddHours(-1));
        Assert.Equal(head.At, next.Entry.At);
        Assert.True(LedgerChain.IsIntact(Chain, [.. lines, next], new ChainHead(2, next.Hash, next.Entry.At)));
    }

    [Fact]
    public void Append_Entry_IsKeptInThePublishedForm()
    {
        Actor actor = new("clerk-1", "clerk", ["damao"], [], null)
        {
            OnBehalfOf = "clerk-2",
            StationId = "damao",
            DeviceId = "tablet-1",
            DeviceAt = Noon.ToOffset(TimeSpan.FromHours(8)),
        };
        LedgerDraft draft = new(
            LedgerActions.CaseSubmitted, actor, "s", "SS-02", "r", 5, Histories: [new("i", 2, "ab")]);
        LedgerLine line = LedgerChain.Append(Chain, head: null, draft, [new("case", null, "cd")], Noon);

        string[] members =
        [
            "{'format':'ledger/2'",
            $"'chain':'{Chain}'",
            "'sequence':1",
            "'at':'2026-07-15T04:00:00.0000000Z'",
            "'actorId':'clerk-1'",
            "'role':'clerk'",
            "'onBehalfOf':'clerk-2'",
            "'stationId':'damao'",
            "'deviceId':'tablet-1'",
            "'deviceAt':'2026-07-15T04:00:00.0000000Z'",
            "'action':'case-submitted'",
            "'subject':'s'",
            "'outcome':'SS-02'",
            "'reason':'r'",
            "'amountFen':5",
            "'changes':[{'row':'case','after':'cd'}]",
            "'histories':[{'instanceId':'i','events':2,'hash':'ab'}]",
            "'previousHash':'" + LedgerChain.Genesis + "'}",
        ];
        Assert.Equal(string.Join(',', members).Replace('\'', '"'), line.Text);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line.Text))), line.Hash);
    }

    [Fact]
    public void Of_AnotherFormat_IsRefused()
    {
        (List<LedgerLine> lines, _) = Build(1);
        string other = lines[0].Text.Replace("ledger/2", "ledger/3", StringComparison.Ordinal);
        Assert.Throws<UnknownFormatException>(() => LedgerLine.Of(other));
    }

    private static LedgerDraft Draft(int number) => new(
        LedgerActions.DecisionApplied,
        new Actor("reviewer-1", "reviewer", [], [], 1),
        $"task-{number}",
        "Approved",
        AmountFen: 100 + number);

    private static (List<LedgerLine> Lines, ChainHead Head) Build(int length)
    {
        List<LedgerLine> lines = [];
        ChainHead? head = null;
        for (int i = 0; i < length; i++)
        {
            LedgerLine line = LedgerChain.Append(Chain, head, Draft(i), [], Noon.AddMinutes(i));
            lines.Add(line);
            head = new ChainHead(line.Entry.Sequence, line.Hash, line.Entry.At);
        }

        return (lines, head!);
    }
}
