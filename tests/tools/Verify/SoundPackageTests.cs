using Daoban.TestKit;
using Daoban.Verify;
using Daoban.Verify.Findings;

namespace Daoban.Tools.Tests.Verify;

/// <summary>Packages in which nothing was changed.</summary>
public sealed class SoundPackageTests
{
    [Fact]
    public void Verify_SoundPackage_IsWhole()
    {
        CaseScript script = new();

        Verification verification = Attack.Verify(script.Build().ToZip(), script.Key);

        Assert.Null(verification.FirstBroken);
        Assert.Contains(verification.Checked, remark => remark.English.Contains(
            "entries 1 to 6 existed at 2026-11-25T08:20:01Z at the latest", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_AuthorityNotGiven_SaysThatItWasNotChecked()
    {
        CaseScript script = new();
        byte[] archive = script.Build().ToZip();

        Verification without = EvidenceVerifier.Verify(archive, Attack.Request([script.Key.PublicPem]));
        Verification with = EvidenceVerifier.Verify(
            archive, Attack.Request([script.Key.PublicPem], script.Authority.Pem));

        Assert.Contains(
            without.Checked, remark => remark.English.Contains("--tsa-certificate", StringComparison.Ordinal));
        Assert.True(with.IsWhole);
        Assert.DoesNotContain(
            with.Checked, remark => remark.English.Contains("--tsa-certificate", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_KeyChangedOverTheYears_NeedsBothKeys()
    {
        CaseScript script = new() { FormerKey = new TestKey() };
        byte[] archive = script.Build().ToZip();

        Assert.True(Attack.Verify(archive, script.Key, script.FormerKey).IsWhole);
        Attack.AssertBroken(
            Attack.Verify(archive, script.Key), "anchors/0000000007.json", null, script.FormerKey.KeyId);
    }

    [Fact]
    public void Verify_OriginalsSeparate_ComparesThoseOfTheFolder()
    {
        CaseScript script = new() { OriginalsIncluded = false };
        byte[] archive = script.Build().ToZip();
        using ScratchFolder folder = new();
        string first = folder.Combine(CaseScript.FirstPaper + ".pdf");
        File.WriteAllBytes(first, script.Papers[CaseScript.FirstPaper]);
        File.WriteAllBytes(folder.Combine(CaseScript.SecondPaper), script.Papers[CaseScript.SecondPaper]);
        VerifyRequest request = Attack.Request([script.Key.PublicPem], folder: folder.Path);

        Assert.True(EvidenceVerifier.Verify(archive, request).IsWhole);
        Assert.Contains(
            Attack.Verify(archive, script.Key).Checked,
            remark => remark.English.Contains("were not checked", StringComparison.Ordinal));

        File.AppendAllText(first, " ");
        Attack.AssertBroken(EvidenceVerifier.Verify(archive, request), first, null, "was changed");
        File.Delete(first);
        Attack.AssertBroken(
            EvidenceVerifier.Verify(archive, request), folder.Combine(CaseScript.FirstPaper), null, "is missing");
    }

    [Fact]
    public void Verify_PersonalDataDeleted_IsWholeAndSaysWhatCanNoLongerBeChecked()
    {
        CaseScript script = new() { IsShredded = true };

        Verification verification = Attack.Verify(script.Build().ToZip(), script.Key);

        Assert.Null(verification.FirstBroken);
        Assert.Contains(verification.Checked, remark => remark.English.Contains(
            "can no longer be checked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(23 * 60, false)]
    [InlineData(25 * 60, true)]
    public void Verify_EntriesMuchOlderThanTheirTimeStamp_AreSaidToBe(int delay, bool isSaid)
    {
        CaseScript script = new() { StampDelay = delay };

        Verification verification = Attack.Verify(script.Build().ToZip(), script.Key);

        Assert.Null(verification.FirstBroken);
        Assert.Equal(isSaid, verification.Checked.Any(remark => remark.English.StartsWith(
            "Note: from entry 1 on there are entries that are more than a day older", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verify_EntriesAfterTheLastAnchor_AreSaidToHaveNoTimeStamp()
    {
        CaseScript script = new();
        Evidence evidence = script.Build();
        foreach (string ending in (string[])["json", "tsr", "proof.json"])
        {
            evidence.Files.Remove("anchors/0000000008." + ending);
        }

        evidence.Seal(script.Key);

        Verification verification = Attack.Verify(evidence.ToZip(), script.Key);

        Assert.Null(verification.FirstBroken);
        Assert.Contains(verification.Checked, remark => remark.English.Contains(
            "entries 4 to 6 have no time stamp", StringComparison.Ordinal));
    }
}
