using System.Text;
using System.Text.Json.Nodes;
using Daoban.Verify.Findings;

namespace Daoban.Tools.Tests.Verify;

/// <summary>What can be done to the manifest and to the files that it covers.</summary>
public sealed class ManifestAttackTests
{
    private const string Manifest = "manifest.json";

    private readonly CaseScript script = new();

    [Fact]
    public void WrongKey_IsNamedWithBothIds()
    {
        TestKey other = new();

        Verification verification = Attack.Verify(script.Build().ToZip(), other);

        Attack.AssertBroken(verification, Manifest, null, "signed with key " + script.Key.KeyId);
        Assert.Contains(other.KeyId, verification.FirstBroken!.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void RewrittenPackage_SignedWithAKeyOfOnesOwn_IsNamed()
    {
        TestKey own = new();
        Evidence evidence = new CaseScript { Key = own }.Build();

        AssertBroken(evidence, Manifest, "signed it anew with a key of their own");
    }

    [Fact]
    public void RewrittenPackage_UnderTheNameOfTheTrueKey_IsNamed()
    {
        TestKey own = new();
        Evidence evidence = script.Build();
        evidence.Manifest = TestKey.Envelope(
            evidence.ManifestText(script.Key.KeyId), own.Sign(evidence.ManifestText(script.Key.KeyId)));

        AssertBroken(evidence, Manifest, "this is not what key " + script.Key.KeyId + " signed");
    }

    [Fact]
    public void ManifestOfAnotherExport_IsNotThatOfTheseFiles()
    {
        Evidence evidence = script.Build();
        byte[] old = evidence.Manifest;
        evidence.EditLine("case.jsonl", 1, line => line + " ");
        evidence.Manifest = old;

        AssertBroken(evidence, "case.jsonl", "The file was changed: the manifest says");
    }

    [Fact]
    public void ManifestWithTheOtherS_IsNamed()
    {
        Evidence evidence = script.Build();
        JsonNode envelope = JsonNode.Parse(evidence.Manifest)!;
        byte[] signature = Convert.FromBase64String(envelope["signature"]!.GetValue<string>());
        evidence.Manifest = TestKey.Envelope(envelope["text"]!.GetValue<string>(), TestKey.WithOtherS(signature));

        AssertBroken(evidence, Manifest, "not the lower of the two");
    }

    [Theory]
    [InlineData("{\"format\"", "{ \"format\"")]
    [InlineData("\\\"caseId", "\\u0022caseId")]
    [InlineData("\"}", "\"}\n")]
    [InlineData("==\"", "\"")]
    [InlineData("\"text\"", "\"Text\"")]
    [InlineData("\"signed/1\"", "\"signed/1\",\"note\":\"\"")]
    [InlineData("\"signed/1\"", "\"signed/1\",\"format\":\"signed/1\"")]
    [InlineData("\"signed/1\"", "\"signed/2\"")]
    public void ManifestWrittenInAnotherWay_IsNamed(string old, string replacement)
    {
        Evidence evidence = script.Build();
        evidence.Manifest = Attack.Replace(evidence.Manifest, old, replacement);

        Assert.Equal(Manifest, Attack.Verify(evidence.ToZip(), script.Key).FirstBroken?.File);
    }

    // The application itself would have to sign these: a reader must not take them for what they seem.
    [Theory]
    [InlineData("\"evidence/1\"", "\"evidence/2\"", "Unknown format 'evidence/2'")]
    [InlineData("\"evidence/1\"", "\"evidence/1\",\"note\":1", "does not have the form of one")]
    [InlineData("\"entries\":[", "\"entries\":[null,", "A value in the manifest")]
    [InlineData("tasks.jsonl", "../../etc/passwd", "forbidden name '../../etc/passwd'")]
    [InlineData("tasks.jsonl", "/tasks.jsonl", "forbidden name '/tasks.jsonl'")]
    [InlineData("case.jsonl", "manifest.json", "forbidden name 'manifest.json'")]
    [InlineData("documents.jsonl", "case.jsonl", "one stands twice")]
    [InlineData("\"originals\":\"included\"", "\"originals\":\"some\"", "A value in the manifest")]
    [InlineData("\"sequence\":6", "\"sequence\":0", "A value in the manifest")]
    [InlineData("T08:21:00.0000000Z", "T08:21:00+08:00", "A value in the manifest")]
    public void SignedTextOfAnotherForm_IsNamed(string old, string replacement, string says)
    {
        Evidence evidence = script.Build();
        string text = evidence.ManifestText(script.Key.KeyId);
        evidence.Manifest = script.Key.Envelope(
            Encoding.UTF8.GetString(Attack.Replace(Encoding.UTF8.GetBytes(text), old, replacement)));

        AssertBroken(evidence, Manifest, says);
    }

    [Fact]
    public void ExtraFile_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.Files["notes.txt"] = "read me"u8.ToArray();

        AssertBroken(evidence, "notes.txt", "it was added after the export");
    }

    [Theory]
    [InlineData("tasks.jsonl")]
    [InlineData("ledger.jsonl")]
    [InlineData("anchors/0000000008.json")]
    public void MissingFile_IsNamed(string path)
    {
        Evidence evidence = script.Build();
        evidence.Files.Remove(path);

        AssertBroken(evidence, path, "it was removed or renamed");
    }

    [Fact]
    public void MissingManifest_IsNamed()
    {
        Evidence evidence = script.Build();

        Attack.AssertBroken(
            Attack.Verify(ZipWriter.Write(evidence.Files), script.Key), Manifest, null, "has no manifest");
    }

    // The events that followed after the hash was entered are covered by the manifest alone.
    [Fact]
    public void ChangeThatNoOtherCheckSees_IsNamedByTheManifest()
    {
        const string History = $"history/{CaseScript.OrderId}.jsonl";
        Evidence evidence = script.Build();
        evidence.EditLine(History, 4, line => line.Replace("Scheduled", "Completed", StringComparison.Ordinal));

        Verification verification = Attack.Verify(evidence.ToZip(), script.Key);

        Attack.AssertBroken(verification, History, null, "The file was changed: the manifest says");
        Assert.Equal([History], verification.ChangedFiles);
    }

    private void AssertBroken(Evidence evidence, string file, string says) =>
        Attack.AssertBroken(Attack.Verify(evidence.ToZip(), script.Key), file, null, says);
}
