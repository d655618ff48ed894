using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Tests.CaseFiles;

public sealed class LedgerChainTests
{
    private const string CaseId = "0f0e0d0c-0b0a-4908-8706-050403020100";
    private static readonly DateTimeOffset Noon = new(2026, 7, 15, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void IsIntact_UntouchedChain_Holds()
    {
        (List<LedgerEntry> entries, ChainHead head) = Chain(4);
        Assert.True(LedgerChain.IsIntact(CaseId, entries, head));
    }

    [Fact]
    public void IsIntact_NoEntriesAndNoHead_Holds() => Assert.True(LedgerChain.IsIntact(CaseId, [], head: null));

    [Fact]
    public void IsIntact_EveryChangedField_Breaks()
    {
        (List<LedgerEntry> entries, ChainHead head) = Chain(3);
        LedgerEntry entry = entries[1];
        LedgerEntry[] forgeries =
        [
            entry with { At = entry.At.AddSeconds(-1) },
            entry with { ActorId = "reviewer-2" },
            entry with { Role = "admin" },
            entry with { Action = LedgerActions.DecisionRefused },
            entry with { Subject = "other" },
            entry with { Outcome = "Rejected" },
            entry with { Reason = "none" },
            entry with { AmountFen = 1 },
            entry with { AmountFen = null },
            entry with { Hash = new string('a', 64) },
            entry with { PreviousHash = LedgerChain.Genesis },
            entry with { Sequence = 9 },
        ];
        Assert.All(forgeries, forged => Assert.False(
            LedgerChain.IsIntact(CaseId, [entries[0], forged, entries[2]], head)));
    }

    [Fact]
    public void IsIntact_RemovedInsertedReorderedOrTruncated_Breaks()
    {
        (List<LedgerEntry> entries, ChainHead head) = Chain(3);
        Assert.False(LedgerChain.IsIntact(CaseId, [entries[0], entries[2]], head));
        Assert.False(LedgerChain.IsIntact(CaseId, [entries[0], entries[1]], head));
        Assert.False(LedgerChain.IsIntact(CaseId, [entries[1], entries[0], entries[2]], head));
        Assert.False(LedgerChain.IsIntact(CaseId, [entries[0], entries[1], entries[1], entries[2]], head));
        Assert.False(LedgerChain.IsIntact("another-case", entries, head));
    }

    private static (List<LedgerEntry> Entries, ChainHead Head) Chain(int length)
    {
        List<LedgerEntry> entries = [];
        ChainHead? head = null;
        for (int i = 0; i < length; i++)
        {
            LedgerDraft draft = new(
                LedgerActions.DecisionApplied, new Actor("reviewer-1", "reviewer", [], [], 1), $"task-{i}", "Approved",
                AmountFen: 100 + i);
            LedgerEntry entry = LedgerChain.Append(CaseId, head, draft, Noon.AddMinutes(i));
            entries.Add(entry);
            head = new ChainHead(entry.Sequence, entry.Hash, "commit");
        }

        return (entries, head!);
    }
}
