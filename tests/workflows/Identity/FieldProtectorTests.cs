using System.Text;
using Daoban.Workflows.Identity;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Identity;

public sealed class FieldProtectorTests
{
    private const string Scope = "0f8fad5b-d9cb-469f-a165-70867728950e/resident.name";
    private const string Name = "沈海珍";

    private static readonly LocalFieldProtector Protector = Create("k1", 1);

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
        string text = Create("k2", 2).Protect(Scope, Name);

        ProtectionException exception = Assert.Throws<ProtectionException>(() => Protector.Unprotect(Scope, text));

        Assert.Contains("key", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unprotect_SameKeyIdOtherKey_IsRefused() =>
        Assert.Throws<ProtectionException>(() => Create("k1", 9).Unprotect(Scope, Protector.Protect(Scope, Name)));

    [Fact]
    public void Unprotect_RetiredKey_StillOpensAndNewTextUsesTheNewKey()
    {
        LocalFieldProtector rotated = Create("k2", 2, ("k1", 1));

        Assert.Equal(Name, rotated.Unprotect(Scope, Protector.Protect(Scope, Name)));
        Assert.Throws<ProtectionException>(() => Protector.Unprotect(Scope, rotated.Protect(Scope, Name)));
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

    internal static LocalFieldProtector Create(string id, byte fill, params (string Id, byte Fill)[] retired)
    {
        var options = new KeyOptions { FieldKeyId = id, FieldKey = Key(fill), HashKey = Key(200) };
        foreach ((string retiredId, byte retiredFill) in retired)
        {
            options.RetiredFieldKeys[retiredId] = Key(retiredFill);
        }

        return new LocalFieldProtector(Options.Create(options));
    }

    internal static string Key(byte fill) => Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray());
}
