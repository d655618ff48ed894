using System.Text.Json.Nodes;

namespace Daoban.Tools.Tests.Verify;

/// <summary>
/// What can be done to the ledger: by whoever holds the package, and by an insider who can write to the storage, whose
/// doings the application then exports and signs in good faith.
/// </summary>
public sealed class ChainAttackTests
{
    private const string Ledger = Evidence.Ledger;

    private readonly CaseScript script = new();

    [Fact]
    public void ChangedEntry_InThePackage_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.EditLine(Ledger, 3, line => line.Replace("clerk-1", "clerk-2", StringComparison.Ordinal));

        AssertBroken(evidence, 3, "This entry was changed: entry 4 is chained to the hash");
    }

    [Fact]
    public void ChangedLastEntry_InThePackage_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.EditLine(Ledger, 6, line => line.Replace("clerk-1", "clerk-2", StringComparison.Ordinal));

        AssertBroken(evidence, 6, "rewritten after entry 3 and up to this one: anchor 8");
    }

    [Fact]
    public void ChangedEntry_ChainedAnew_DiffersFromTheAnchor()
    {
        Evidence evidence = script.Build();
        evidence.EditLine(Ledger, 2, line => line.Replace("clerk-1", "clerk-2", StringComparison.Ordinal));
        evidence.Rechain();

        AssertBroken(evidence, 3, "rewritten after entry 0 and up to this one: anchor 7");
    }

    [Fact]
    public void ChangedEntry_ByAnInsiderWhoChainsAnew_DiffersFromTheAnchor()
    {
        Evidence evidence = script.Build();
        evidence.EditLine(Ledger, 5, line => line.Replace("clerk-1", "clerk-2", StringComparison.Ordinal));
        evidence.Rechain();
        evidence.Seal(script.Key);

        AssertBroken(evidence, 6, "rewritten after entry 3 and up to this one: anchor 8");
    }

    [Fact]
    public void ChangedEntry_AfterTheLastAnchor_DiffersFromTheSignedHead()
    {
        Evidence evidence = WithoutLastAnchor();
        evidence.Seal(script.Key);
        evidence.EditLine(Ledger, 5, line => line.Replace("clerk-1", "clerk-2", StringComparison.Ordinal));
        evidence.Rechain();

        AssertBroken(evidence, 6, "chained anew after entry 3: the last entry should have the hash");
    }

    [Fact]
    public void RemovedEntry_InThePackage_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.SetLines(Ledger, Without(evidence, 4));

        AssertBroken(evidence, 4, "Entry 4 is missing: here stands entry 5");
    }

    [Fact]
    public void RemovedEntry_ByAnInsiderWhoChainsAnew_IsFound()
    {
        Evidence evidence = script.Build();
        evidence.SetLines(Ledger, Without(evidence, 2));
        evidence.Rechain();
        evidence.Seal(script.Key);

        AssertBroken(evidence, 3, "rewritten after entry 0 and up to this one: anchor 7");
    }

    [Fact]
    public void InsertedEntry_InThePackage_IsNamed()
    {
        Evidence evidence = script.Build();
        string[] lines = evidence.Lines(Ledger);
        evidence.SetLines(Ledger, [.. lines[..3], lines[2], .. lines[3..]]);

        AssertBroken(evidence, 4, "Here should stand entry 4, not 3");
    }

    [Fact]
    public void InsertedEntry_ChainedAnew_IsFound()
    {
        Evidence evidence = script.Build();
        string[] lines = evidence.Lines(Ledger);
        evidence.SetLines(Ledger, [lines[0], Harmless(lines[1]), .. lines[1..]]);
        evidence.Rechain();

        AssertBroken(evidence, 3, "rewritten after entry 0 and up to this one: anchor 7");
    }

    [Fact]
    public void ReorderedEntries_InThePackage_AreNamed()
    {
        Evidence evidence = script.Build();
        string[] lines = evidence.Lines(Ledger);
        (lines[1], lines[2]) = (lines[2], lines[1]);
        evidence.SetLines(Ledger, lines);

        AssertBroken(evidence, 2, "Entry 2 is missing: here stands entry 3");
    }

    [Fact]
    public void ReorderedEntries_ChainedAnew_GoBackInTime()
    {
        Evidence evidence = script.Build();
        string[] lines = evidence.Lines(Ledger);
        (lines[4], lines[5]) = (lines[5], lines[4]);
        evidence.SetLines(Ledger, lines);
        evidence.Rechain();
        evidence.Seal(script.Key);

        AssertBroken(evidence, 6, "Time goes back");
    }

    [Fact]
    public void BackDatedEntry_BeforeTheOneBeforeIt_IsNamed()
    {
        CaseScript backDated = new() { Minutes = [0, 1, 3, 2, 12, 13] };

        Attack.AssertBroken(
            Attack.Verify(backDated.Build().ToZip(), backDated.Key), Ledger, 4, "Time goes back: 2026-11-25T08:02:00");
    }

    // In good order and chained by the application itself, only its clock was set back: the anchor saw that it was not
    // there at 08:10.
    [Fact]
    public void BackDatedEntry_ThatAnAnchorDidNotSee_IsNamed()
    {
        CaseScript backDated = new() { Minutes = [0, 1, 3, 4, 12, 13] };

        Attack.AssertBroken(
            Attack.Verify(backDated.Build().ToZip(), backDated.Key),
            Ledger,
            4,
            "It is back-dated: it says 2026-11-25T08:04:00.0000000Z, but when anchor 7 was read");
    }

    [Fact]
    public void EntryBeforeTheReadingOfAnAnchor_WithinTheToleranceOfClocks_IsWhole()
    {
        CaseScript close = new() { Minutes = [0, 1, 3, 9, 12, 13] };
        CaseScript beyond = new() { Minutes = [0, 1, 3, 8, 12, 13] };

        Assert.Null(Attack.Verify(close.Build().ToZip(), close.Key).FirstBroken);
        Attack.AssertBroken(Attack.Verify(beyond.Build().ToZip(), beyond.Key), Ledger, 4, "back-dated");
    }

    [Fact]
    public void PostDatedEntry_ThatAnAnchorSawBefore_IsNamed()
    {
        CaseScript postDated = new() { Minutes = [0, 1, 12, 13, 14, 15] };

        Attack.AssertBroken(
            Attack.Verify(postDated.Build().ToZip(), postDated.Key), Ledger, 3, "is after anchor 7");
    }

    [Fact]
    public void TruncatedChain_InThePackage_IsFound()
    {
        Evidence evidence = WithoutLastAnchor();
        evidence.Seal(script.Key);
        evidence.SetLines(Ledger, evidence.Lines(Ledger)[..4]);

        AssertBroken(evidence, 4, "truncated: it ends with entry 4, the signed manifest says 6");
    }

    [Fact]
    public void TruncatedChain_ByAnInsider_IsFoundByTheAnchor()
    {
        Evidence evidence = script.Build();
        evidence.SetLines(Ledger, evidence.Lines(Ledger)[..4]);
        evidence.Seal(script.Key);

        AssertBroken(evidence, 4, "truncated: anchor 8 proves that entry 6 existed");
    }

    [Fact]
    public void AddedEntry_AfterTheHead_IsFound()
    {
        Evidence evidence = script.Build();
        string[] lines = evidence.Lines(Ledger);
        evidence.SetLines(Ledger, [.. lines, Harmless(lines[5]).Replace("T08:13", "T08:20", StringComparison.Ordinal)]);
        evidence.Rechain();

        AssertBroken(evidence, 7, "An entry was added: the signed manifest ends with entry 6");
    }

    [Fact]
    public void EmptiedChain_InThePackage_IsFound()
    {
        Evidence evidence = script.Build();
        evidence.Files[Ledger] = [];

        AssertBroken(evidence, 1, "truncated");
    }

    [Fact]
    public void EntryOfAnotherCase_ChainedAnew_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.EditLine(Ledger, 2, line => line.Replace(CaseScript.Chain, "case/other", StringComparison.Ordinal));
        evidence.Rechain();

        AssertBroken(evidence, 2, "an entry of another chain, case/other");
    }

    [Theory]
    [InlineData("\"role\":", "\"rank\":")]
    [InlineData("\"role\":", "\"note\":\"hidden\",\"role\":")]
    [InlineData("\"role\":", "\"role\":\"admin\",\"role\":")]
    [InlineData("\"role\":", "\"Role\":")]
    [InlineData("\"role\":\"clerk\"", "\"role\":null")]
    [InlineData("\"role\":\"clerk\"", "\"role\":\"\\ud800\"")]
    [InlineData("\"changes\":[", "\"changes\":[null,")]
    public void EntryWithUnknownMissingOrRepeatedMember_ChainedByAnInsider_IsNamed(string old, string replacement)
    {
        Evidence evidence = script.Build();
        evidence.EditLine(Ledger, 2, line => line.Replace(old, replacement, StringComparison.Ordinal));
        evidence.Seal(script.Key);

        AssertBroken(evidence, 2, " entry ");
    }

    private static IEnumerable<string> Without(Evidence evidence, int number) =>
        evidence.Lines(Ledger).Where((_, index) => index != number - 1);

    private static string Harmless(string line)
    {
        JsonNode entry = JsonNode.Parse(line)!;
        entry.AsObject().Remove("changes");
        entry.AsObject().Remove("histories");
        return entry.ToJsonString();
    }

    private Evidence WithoutLastAnchor()
    {
        Evidence evidence = script.Build();
        foreach (string ending in (string[])["json", "tsr", "proof.json"])
        {
            evidence.Files.Remove("anchors/0000000008." + ending);
        }

        return evidence;
    }

    private void AssertBroken(Evidence evidence, long line, string says) =>
        Attack.AssertBroken(Attack.Verify(evidence.ToZip(), script.Key), Ledger, line, says);
}
