using System.Text;
using System.Text.Json.Nodes;
using Daoban.Verify;

namespace Daoban.Tools.Tests.Verify;

/// <summary>Anchors and time stamps that are not those of the chain; the manifest is signed over all of them.</summary>
public sealed class AnchorAttackTests
{
    private const string Envelope = "anchors/0000000007.json";
    private const string Proof = "anchors/0000000007.proof.json";
    private const string Stamp = "anchors/0000000007.tsr";

    private readonly CaseScript script = new();

    [Fact]
    public void AnchorSignedWithAForeignKey_IsNamed()
    {
        TestKey foreign = new();
        Evidence evidence = script.Build();
        string text = Text(evidence).Replace(script.Key.KeyId, foreign.KeyId, StringComparison.Ordinal);
        evidence.Files[Envelope] = foreign.Envelope(text);

        AssertBroken(evidence, Envelope, "It is signed with key " + foreign.KeyId);
    }

    [Fact]
    public void AnchorOfAnotherTime_IsNamed()
    {
        Evidence evidence = script.Build();
        string text = Text(evidence).Replace("T08:10:00", "T08:09:00", StringComparison.Ordinal);
        evidence.Files[Envelope] = TestKey.Envelope(text, Signature(evidence));

        AssertBroken(evidence, Envelope, "The signature does not fit");
    }

    [Fact]
    public void AnchorWithTheOtherS_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.Files[Envelope] = TestKey.Envelope(Text(evidence), TestKey.WithOtherS(Signature(evidence)));

        AssertBroken(evidence, Envelope, "not the lower of the two");
    }

    [Fact]
    public void AnchorOfAnotherNumber_IsNamed()
    {
        Evidence evidence = script.Build();
        foreach (string ending in (string[])["json", "tsr", "proof.json"])
        {
            evidence.Files["anchors/0000000005." + ending] = evidence.Files["anchors/0000000007." + ending];
            evidence.Files.Remove("anchors/0000000007." + ending);
        }

        AssertBroken(evidence, "anchors/0000000005.json", "not that of anchor/1 number 5");
    }

    [Fact]
    public void AnchorThatDoesNotFollowTheOneBefore_IsNamed()
    {
        CaseScript other = new() { Key = script.Key, Authority = script.Authority, Minutes = [0, 1, 2, 11, 12, 13] };
        Evidence evidence = script.Build();
        Evidence foreign = other.Build();
        foreach (string ending in (string[])["json", "tsr", "proof.json"])
        {
            evidence.Files["anchors/0000000007." + ending] = foreign.Files["anchors/0000000007." + ending];
        }

        AssertBroken(evidence, "anchors/0000000008.json", "It does not follow anchor 7");
    }

    [Theory]
    [InlineData("hash")]
    [InlineData("path")]
    [InlineData("index")]
    [InlineData("short")]
    [InlineData("long")]
    public void ProofThatLeadsElsewhere_IsNamed(string part)
    {
        Evidence evidence = script.Build();
        JsonNode proof = JsonNode.Parse(evidence.Files[Proof])!;
        JsonArray path = proof["path"]!.AsArray();
        switch (part)
        {
            case "hash":
                proof["leaf"] = LeafOf(2, evidence);
                break;
            case "path":
                path[0] = new string('0', 64);
                break;
            case "index":
                proof["index"] = 3;
                break;
            case "short":
                path.RemoveAt(path.Count - 1);
                break;
            default:
                path.Add(new string('0', 64));
                break;
        }

        evidence.Files[Proof] = Encoding.UTF8.GetBytes(proof.ToJsonString());

        AssertBroken(evidence, Proof, "does not lead to the root of anchor 7");
    }

    [Fact]
    public void ProofOfAnotherChain_IsNamed()
    {
        string leaf = """{"chain":"case/other-0","sequence":1,"hash":"HASH"}""".Replace(
            "HASH", Evidence.Hash("0"), StringComparison.Ordinal);
        Evidence evidence = script.Build();
        JsonNode proof = JsonNode.Parse(evidence.Files[Proof])!;
        byte[][] leaves =
        [
            .. Enumerable.Range(0, 6).Select(i => Encoding.UTF8.GetBytes(i == 2
                ? proof["leaf"]!.GetValue<string>()
                : $$"""{"chain":"case/other-{{i}}","sequence":{{i + 1}},"hash":"{{Evidence.Hash($"{i}")}}"}""")),
        ];
        proof["leaf"] = leaf;
        proof["index"] = 0;
        proof["path"] = new JsonArray(
            [.. TestTree.Path(0, leaves).Select(hash => JsonValue.Create(Convert.ToHexStringLower(hash)))]);
        evidence.Files[Proof] = Encoding.UTF8.GetBytes(proof.ToJsonString());

        AssertBroken(evidence, Proof, "What is proven is not the chain case/" + CaseScript.CaseId);
    }

    [Fact]
    public void AnchorWithoutProof_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.Files.Remove(Proof);

        AssertBroken(evidence, Proof, "The anchor has no proof");
    }

    [Fact]
    public void ProofWithoutAnchor_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.Files.Remove("anchors/0000000008.json");

        AssertBroken(evidence, "anchors/0000000008.proof.json", "no anchor that it belongs to");
    }

    [Fact]
    public void TimeStampOfAnotherAnchor_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.Files[Stamp] = evidence.Files["anchors/0000000008.tsr"];

        AssertBroken(evidence, Stamp, "not over the signature of this anchor");
    }

    [Fact]
    public void TimeStampWithAnotherTime_IsNamed()
    {
        Evidence evidence = script.Build();
        byte[] token = evidence.Files[Stamp];
        int at = token.AsSpan().IndexOf("20261125081001Z"u8);
        Assert.True(at > 0);
        "20261125081000Z"u8.CopyTo(token.AsSpan(at));

        AssertBroken(evidence, Stamp, "badly signed");
    }

    [Fact]
    public void TimeStampBeforeTheAnchor_IsNamed()
    {
        CaseScript early = new() { StampDelay = -2 };

        Attack.AssertBroken(
            Attack.Verify(early.Build().ToZip(), early.Key),
            Stamp,
            null,
            "is before the time at which the anchor says");
    }

    [Fact]
    public void TimeStampByAForeignAuthority_IsNamedWhereOneIsTrusted()
    {
        Evidence evidence = script.Build();
        evidence.Files[Stamp] = new TestAuthority("CN=Forger").Stamp(
            Signature(evidence), CaseScript.Start.AddMinutes(10));
        evidence.Seal(script.Key);

        Attack.AssertBroken(
            EvidenceVerifier.Verify(
                evidence.ToZip(), Attack.Request([script.Key.PublicPem], script.Authority.Pem)),
            Stamp,
            null,
            "The time stamp is by 'CN=Forger'");
    }

    [Fact]
    public void TimeStampWithACertificateForOtherUses_IsNamed()
    {
        Evidence evidence = script.Build();
        evidence.Files[Stamp] = new TestAuthority(mayTimeStamp: false).Stamp(
            Signature(evidence), CaseScript.Start.AddMinutes(11));

        AssertBroken(evidence, Stamp, "a certificate that is not for time stamps");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    public void TimeStampThatIsNone_IsNamed(int length)
    {
        Evidence evidence = script.Build();
        byte[] token = evidence.Files[Stamp];
        evidence.Files[Stamp] = length < 0 ? [.. token, 0] : token[..length];

        AssertBroken(evidence, Stamp, "no valid RFC 3161 time stamp");
    }

    [Fact]
    public void NoTimeStampAtAll_IsRefused()
    {
        Evidence evidence = script.Build();
        evidence.Files.Remove(Stamp);
        evidence.Files.Remove("anchors/0000000008.tsr");

        AssertBroken(evidence, null, "no anchor with a time stamp");
    }

    private static string Text(Evidence evidence) =>
        JsonNode.Parse(evidence.Files[Envelope])!["text"]!.GetValue<string>();

    private static byte[] Signature(Evidence evidence) =>
        Convert.FromBase64String(JsonNode.Parse(evidence.Files[Envelope])!["signature"]!.GetValue<string>());

    private static string LeafOf(int entry, Evidence evidence)
    {
        string hash = Evidence.Hash(evidence.Lines(Evidence.Ledger)[entry - 1]);
        return $$"""{"chain":"{{CaseScript.Chain}}","sequence":{{entry}},"hash":"{{hash}}"}""";
    }

    private void AssertBroken(Evidence evidence, string? file, string says)
    {
        evidence.Seal(script.Key);
        Attack.AssertBroken(Attack.Verify(evidence.ToZip(), script.Key), file, null, says);
    }
}
