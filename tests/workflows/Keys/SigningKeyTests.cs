using System.Security.Cryptography;
using Daoban.TestKit;
using Daoban.Workflows.Keys;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Keys;

public sealed class SigningKeyTests : IDisposable
{
    private static readonly byte[] Data = "anchor"u8.ToArray();

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Sign_Data_VerifiesAndNothingElseDoes()
    {
        LocalSigningKey key = new(TestKeys.SigningPem());

        byte[] signature = await key.SignAsync(Data, default);

        PublicSigningKey publicKey = await key.GetPublicKeyAsync(default);
        Assert.Equal(64, signature.Length);
        Assert.True(publicKey.Verifies(Data, signature));
        Assert.False(publicKey.Verifies("other"u8, signature));
        signature[5] ^= 1;
        Assert.False(publicKey.Verifies(Data, signature));
    }

    [Fact]
    public async Task KeyId_PublicKey_IsTheStartOfItsHash()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        PublicSigningKey publicKey = await new LocalSigningKey(key.ExportECPrivateKeyPem()).GetPublicKeyAsync(default);

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16], publicKey.KeyId);
        Assert.Equal(key.ExportSubjectPublicKeyInfoPem(), publicKey.Pem);
    }

    [Fact]
    public void Key_OtherCurvePublicOrGarbage_IsRefused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.ThrowsAny<CryptographicException>(() => new LocalSigningKey(p384.ExportPkcs8PrivateKeyPem()));
        Assert.ThrowsAny<CryptographicException>(() => new LocalSigningKey(p256.ExportSubjectPublicKeyInfoPem()));
        Assert.ThrowsAny<CryptographicException>(() => new LocalSigningKey("no key"));
    }

    [Fact]
    public async Task File_AbsentInDevelopment_IsMadeOnceForTheOwnerOnly()
    {
        SigningOptions options = new() { KeyFile = folder.Combine("keys", "signing-key.pem") };

        LocalSigningKey[] keys = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => File("Development").Load(options))));

        PublicSigningKey[] ids = await Task.WhenAll(keys.Select(key => key.GetPublicKeyAsync(default)));
        Assert.Single(ids.Distinct());
        Assert.Single(Directory.GetFiles(folder.Combine("keys")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(options.KeyFile));
        }
    }

    [Fact]
    public void File_AbsentOutsideDevelopment_IsRefusedAndNotMade()
    {
        SigningOptions options = new() { KeyFile = folder.Combine("signing-key.pem") };

        InvalidOperationException refusal =
            Assert.Throws<InvalidOperationException>(() => File("Production").Load(options));

        Assert.Contains("Daoban:Signing:KeyFile", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("there is no file", Check("Production", options).FailureMessage, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(options.KeyFile));
    }

    [Fact]
    public void File_NoKey_IsRefusedAndNamed()
    {
        SigningOptions options = new() { KeyFile = folder.Combine("signing-key.pem") };
        System.IO.File.WriteAllText(options.KeyFile, "no key");

        InvalidOperationException refusal =
            Assert.Throws<InvalidOperationException>(() => File("Development").Load(options));

        Assert.Contains(options.KeyFile, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", null, "one of KeyFile and KeyVaultKey")]
    [InlineData("a.pem", "name/0123456789abcdef0123456789abcdef", null, "one of KeyFile and KeyVaultKey")]
    [InlineData("", "name", "https://v.vault.azure.cn", "name/version")]
    [InlineData("", "na/me/0123456789abcdef0123456789abcdef", "https://v.vault.azure.cn", "name/version")]
    [InlineData("", "name/0123456789abcdef0123456789abcdef", null, "Daoban:KeyVault:Url")]
    [InlineData("", "name/0123456789abcdef0123456789abcdef", "https://v.vault.azure.cn", null)]
    [InlineData("absent.pem", "", null, null)]
    public void Check_Settings_AreJudged(string file, string key, string? vault, string? fault)
    {
        ValidateOptionsResult result = Check(
            "Development", new SigningOptions { KeyFile = file, KeyVaultKey = key }, vault);

        Assert.Equal(fault is null, result.Succeeded);
        if (fault is not null)
        {
            Assert.Contains(fault, result.FailureMessage, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, "", true)]
    [InlineData("https://v.vault.azure.cn", "https://vault.azure.cn/.default", true)]
    [InlineData("https://v.vault.azure.cn", "", false)]
    [InlineData("https://v.vault.azure.cn", "https://vault.azure.cn", false)]
    [InlineData("http://v.vault.azure.cn", "https://vault.azure.cn/.default", false)]
    [InlineData("https://v.vault.azure.cn/keys", "https://vault.azure.cn/.default", false)]
    public void CheckVault_Settings_AreJudged(string? url, string scope, bool isSound) => Assert.Equal(
        isSound,
        new KeyVaultOptionsCheck().Validate(
            null, new KeyVaultOptions { Url = url is null ? null : new Uri(url), Scope = scope }).Succeeded);

    [Theory]
    [InlineData("wrapping/0123456789abcdef0123456789abcdef", "https://v.vault.azure.cn", true)]
    [InlineData("wrapping", "https://v.vault.azure.cn", false)]
    [InlineData("wrapping/0123456789abcdef0123456789abcdef", null, false)]
    public void CheckVault_WrappingKey_NeedsVersionAndVault(string key, string? url, bool isSound) => Assert.Equal(
        isSound,
        new KeyVaultOptionsCheck().Validate(null, new KeyVaultOptions
        {
            Url = url is null ? null : new Uri(url),
            Scope = FakeKeyVault.Scope,
            WrappingKey = key,
        }).Succeeded);

    private static SigningKeyFile File(string environment) =>
        new(new NamedEnvironment(environment), NullLogger<SigningKeyFile>.Instance);

    private static ValidateOptionsResult Check(string environment, SigningOptions options, string? vault = null) =>
        new SigningOptionsCheck(
            new NamedEnvironment(environment),
            Options.Create(new KeyVaultOptions { Url = vault is null ? null : new Uri(vault) }))
            .Validate(null, options);
}
