namespace Daoban.Tools.Tests.Verify;

/// <summary>
/// Rows, histories and scanned papers that are not those of the ledger: in the package, and by an insider who can write
/// to the storage.
/// </summary>
public sealed class ContentAttackTests
{
    private const string History = $"history/{CaseScript.CaseId}.jsonl";
    private const string Paper = "originals/" + CaseScript.SecondPaper;

    private readonly CaseScript script = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ChangedRow_IsNamedWithTheEntryThatKnowsIt(bool isInsider)
    {
        Evidence evidence = script.Build();
        evidence.EditLine(
            "instructions.jsonl", 2, line => line.Replace("1080000", "1080001", StringComparison.Ordinal));

        AssertBroken(evidence, isInsider, "instructions.jsonl", 2, "was changed: entry 5 of the ledger");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OlderRow_InPlaceOfTheLast_IsNamed(bool isInsider)
    {
        Evidence evidence = script.Build();
        evidence.SetLines("tasks.jsonl", [script.RowLine("t|t1", """{"taskId":"t1","state":"open"}""")]);

        AssertBroken(evidence, isInsider, "tasks.jsonl", 1, "was changed: entry 3 of the ledger");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RemovedRow_IsNamedWithTheEntryThatLeftIt(bool isInsider)
    {
        Evidence evidence = script.Build();
        evidence.Files["decisions.jsonl"] = [];

        AssertBroken(evidence, isInsider, Evidence.Ledger, 3, "The row n|n1, which this entry left, is not in");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddedRow_IsNamed(bool isInsider)
    {
        Evidence evidence = script.Build();
        string added = script.RowLine("n|n2", """{"decisionId":"n2","verdict":"rejected"}""");
        evidence.SetLines("decisions.jsonl", [.. evidence.Lines("decisions.jsonl"), added]);

        AssertBroken(evidence, isInsider, "decisions.jsonl", 2, "No ledger entry accounts for the row n|n2");
    }

    [Fact]
    public void RepeatedRow_ByAnInsider_IsNamed()
    {
        Evidence evidence = script.Build();
        string[] lines = evidence.Lines("tasks.jsonl");
        evidence.SetLines("tasks.jsonl", [.. lines, .. lines]);

        AssertBroken(evidence, true, "tasks.jsonl", 2, "stands twice");
    }

    [Fact]
    public void RowInAnotherFile_ByAnInsider_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.SetLines(
            "decisions.jsonl", [.. evidence.Lines("documents.jsonl"), .. evidence.Lines("decisions.jsonl")]);
        evidence.Files.Remove("documents.jsonl");

        AssertBroken(evidence, true, "decisions.jsonl", 1, "no row of the kind");
    }

    // Without its salt nobody could tell whether the row was changed.
    [Fact]
    public void RowWithoutSalt_ByAnInsider_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.EditLine("tasks.jsonl", 1, line => line[..line.IndexOf(",\"salt\"", StringComparison.Ordinal)] + "}");

        AssertBroken(evidence, true, "tasks.jsonl", 1, "comes without its salt");
    }

    [Fact]
    public void BrokenSuccessionOfCommitments_ByAnInsiderBeforeTheAnchor_IsNamed()
    {
        Evidence evidence = script.Build();
        foreach (string ending in (string[])["json", "tsr", "proof.json"])
        {
            evidence.Files.Remove("anchors/0000000008." + ending);
        }

        evidence.EditLine(Evidence.Ledger, 5, line => line.Replace(
            "\"before\":\"", "\"before\":\"" + new string('a', 64) + "\",\"x\":\"", StringComparison.Ordinal));
        evidence.EditLine(Evidence.Ledger, 5, line => System.Text.RegularExpressions.Regex.Replace(
            line, "\"x\":\"[0-9a-f]{64}\",", ""));
        evidence.Rechain();

        AssertBroken(evidence, true, Evidence.Ledger, 5, "the commitment before should be");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ChangedHistory_IsNamed(bool isInsider)
    {
        Evidence evidence = script.Build();
        evidence.EditLine(History, 2, line => line.Replace("Scheduled", "Completed", StringComparison.Ordinal));

        AssertBroken(evidence, isInsider, History, null, "not the one that was hashed: entry 6");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TruncatedHistory_IsNamed(bool isInsider)
    {
        Evidence evidence = script.Build();
        evidence.SetLines(History, evidence.Lines(History)[..4]);

        AssertBroken(evidence, isInsider, History, 4, "truncated: entry 6 of the ledger took the hash of 5 events");
    }

    [Fact]
    public void MissingHistory_ByAnInsider_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.Files.Remove(History);

        AssertBroken(evidence, true, Evidence.Ledger, 6, "which the package lacks");
    }

    [Fact]
    public void HistoryThatIsNoJson_ByAnInsider_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.EditLine(History, 3, line => line[1..]);

        AssertBroken(evidence, true, History, 3, "no event");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ChangedPaper_IsNamed(bool isInsider)
    {
        Evidence evidence = script.Build();
        evidence.Files[Paper] = Attack.Replace(evidence.Files[Paper], "second", "sec0nd");

        AssertBroken(evidence, isInsider, Paper, null, "The original was changed");
    }

    [Fact]
    public void ChangedPaper_WithItsRow_IsFoundByTheCommitment()
    {
        Evidence evidence = script.Build();
        evidence.Files[Paper] = Attack.Replace(evidence.Files[Paper], "second", "sec0nd");
        string old = Evidence.Hash("%PDF-1.7 the second paper");
        evidence.EditLine("documents.jsonl", 2, line => line.Replace(
            old, Evidence.Hash("%PDF-1.7 the sec0nd paper"), StringComparison.Ordinal));

        AssertBroken(evidence, true, "documents.jsonl", 2, "was changed: entry 1 of the ledger");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RemovedPaper_IsNamed(bool isInsider)
    {
        Evidence evidence = script.Build();
        evidence.Files.Remove(Paper);

        AssertBroken(evidence, isInsider, Paper, null, isInsider ? "is missing" : "removed or renamed");
    }

    [Fact]
    public void AddedPaper_ByAnInsider_IsNamed()
    {
        const string Added = "originals/33333333-3333-4333-8333-333333333333";
        Evidence evidence = script.Build();
        evidence.Files[Added] = evidence.Files[Paper];

        AssertBroken(evidence, true, Added, null, "no document of this id");
    }

    [Fact]
    public void PaperInAPackageWithoutOriginals_ByAnInsider_IsNamed()
    {
        CaseScript separate = new() { OriginalsIncluded = false };
        Evidence evidence = separate.Build();
        evidence.Files[Paper] = separate.Papers[CaseScript.SecondPaper];
        evidence.Seal(separate.Key);

        Attack.AssertBroken(
            Attack.Verify(evidence.ToZip(), separate.Key), "manifest.json", null, "says that originals are separate");
    }

    private void AssertBroken(Evidence evidence, bool isInsider, string file, long? line, string says)
    {
        if (isInsider)
        {
            evidence.Seal(script.Key);
        }

        Attack.AssertBroken(Attack.Verify(evidence.ToZip(), script.Key), file, line, says);
    }
}
