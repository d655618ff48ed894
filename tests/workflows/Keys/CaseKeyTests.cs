using System.Security.Cryptography;
using System.Text;
using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Tests.Keys;

public sealed class CaseKeyTests
{
    private const string Scope = "0f8fad5b-d9cb-469f-a165-70867728950e/resident.name";
    private const string Name = "沈海珍";

    private static readonly CaseKey Protector = TestKeys.CaseKey(1);

    [Theory]
    [InlineData(Name)]
    [InlineData("")]
    [InlineData("王\U00020BB7")]
    public void Protect_Text_ComesBack(string text) =>
        Assert.Equal(text, Protector.Unprotect(Scope, Protector.Protect(Scope, text)));

    [Fact]
    public void Protect_Bytes_ComeBackAndAreNotReadable()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Name);

        byte[] encrypted = Protector.Protect(Scope, bytes.AsSpan());

        Assert.Equal(bytes, Protector.Unprotect(Scope, encrypted.AsSpan()));
        Assert.Equal(-1, encrypted.AsSpan().IndexOf(bytes));
    }

    [Fact]
    public void Protect_SameTextTwice_DoesNotLookTheSame() =>
        Assert.NotEqual(Protector.Protect(Scope, Name), Protector.Protect(Scope, Name));

    [Fact]
    public void Unprotect_AnotherScope_IsRefused()
    {
        string text = Protector.Protect(Scope, Name);

        Assert.Throws<ProtectionException>(() => Protector.Unprotect(Scope + "x", text));
    }

    [Fact]
    public void Unprotect_AnyBitFlipped_IsRefused()
    {
        byte[] encrypted = Protector.Protect(Scope, "金"u8);

        for (int bit = 0; bit < encrypted.Length * 8; bit++)
        {
            byte[] altered = [.. encrypted];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<ProtectionException>(() => Protector.Unprotect(Scope, altered.AsSpan()));
        }
    }

    [Fact]
    public void Unprotect_CutOffAnywhere_IsRefused()
    {
        byte[] encrypted = Protector.Protect(Scope, "金"u8);

        for (int length = 0; length < encrypted.Length; length++)
        {
            byte[] cut = encrypted[..length];
            Assert.Throws<ProtectionException>(() => Protector.Unprotect(Scope, cut.AsSpan()));
        }
    }

    [Fact]
    public void Unprotect_UnknownFormatVersion_IsRefused()
    {
        byte[] encrypted = Protector.Protect(Scope, "金"u8);
        encrypted[0] = 2;

        ProtectionException exception =
            Assert.Throws<ProtectionException>(() => Protector.Unprotect(Scope, encrypted.AsSpan()));

        Assert.Contains("version", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unprotect_UnknownKeyId_IsRefused()
    {
        string text = TestKeys.CaseKey(2).Protect(Scope, Name);

        ProtectionException exception = Assert.Throws<ProtectionException>(() => Protector.Unprotect(Scope, text));

        Assert.Contains("key", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unprotect_SameKeyIdOtherKey_IsRefused()
    {
        CaseKey other = new(Protector.Id, [.. Enumerable.Repeat((byte)9, CaseKey.KeyBytes)]);

        Assert.Throws<ProtectionException>(() => other.Unprotect(Scope, Protector.Protect(Scope, Name)));
    }

    [Fact]
    public void Commit_SameTextOfTwoRowsOrTwoKeys_CannotBeJoined()
    {
        string commitment = Protector.Commit("case", "text");

        Assert.Equal(commitment, TestKeys.CaseKey(1).Commit("case", "text"));
        Assert.Matches("^[0-9a-f]{64}$", commitment);
        Assert.Distinct([
            commitment,
            Protector.Commit("case", "text2"),
            Protector.Commit("d|1", "text"),
            TestKeys.CaseKey(2).Commit("case", "text"),
        ]);
    }

    [Fact]
    public void Salt_OfARow_OpensItsCommitmentOnly()
    {
        byte[] expected = HMACSHA256.HashData(Protector.Salt("case"), Encoding.UTF8.GetBytes(Name));

        Assert.Equal(Convert.ToHexStringLower(expected), Protector.Commit("case", Name));
        Assert.Equal(CaseKey.KeyBytes, Protector.Salt("case").Length);
        Assert.NotEqual(Protector.Salt("case"), Protector.Salt("d|1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Name)]
    [InlineData("AQ")]
    public void Unprotect_NotProtectedText_IsRefusedWithoutQuotingIt(string text)
    {
        ProtectionException exception = Assert.Throws<ProtectionException>(() => Protector.Unprotect(Scope, text));

        Assert.DoesNotContain(Name, exception.Message, StringComparison.Ordinal);
    }
}
