using Daoban.Workflows.Keys;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Keys;

public sealed class KeyOptionsTests
{
    [Fact]
    public void Validate_OwnKeys_Succeeds() => Assert.True(Validate("Production", Good()).Succeeded);

    [Fact]
    public void Validate_SampleKeys_SucceedInDevelopmentAlone()
    {
        Assert.True(Validate("Development", Sample()).Succeeded);
        Assert.Equal(2, Validate("Production", Sample()).Failures!.Count());
        Assert.True(Validate("Staging", Sample()).Failed);
    }

    [Fact]
    public void Validate_SampleKeyAsRetiredKey_IsRefusedOutsideDevelopment()
    {
        KeyOptions options = Good();
        options.RetiredWrappingKeys["old"] = SampleKeys.WrappingKey;

        Assert.Contains(
            "RetiredWrappingKeys:old", Validate("Production", options).FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    public void Validate_UnusableKey_NamesTheSetting(string key)
    {
        KeyOptions options = Good();
        options.HashKey = key;

        Assert.Contains(
            "Daoban:Keys:HashKey", Validate("Production", options).FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("K1")]
    [InlineData("a-name-that-is-longer-than-thirty-two")]
    public void Validate_UnusableKeyId_NamesTheSetting(string id)
    {
        KeyOptions options = Good();
        options.WrappingKeyId = id;

        Assert.Contains("WrappingKeyId", Validate("Production", options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OneKeyForBoth_IsRefused()
    {
        KeyOptions options = Good();
        options.HashKey = options.WrappingKey;

        Assert.Contains("differ", Validate("Production", options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_RetiredKeyNamedLikeTheCurrent_IsRefused()
    {
        KeyOptions options = Good();
        options.RetiredWrappingKeys["k1"] = TestKeys.Base64(7);

        Assert.True(Validate("Production", options).Failed);
    }

    [Fact]
    public void Validate_VaultWraps_NeedsNoWrappingKeyOfItsOwn()
    {
        KeyOptions options = new() { HashKey = TestKeys.Base64(2) };
        const string VaultKey = "wrapping/0123456789abcdef0123456789abcdef";

        Assert.True(Validate("Production", options, VaultKey).Succeeded);
        Assert.True(Validate("Production", options).Failed);
        options.WrappingKeyId = "k1";
        Assert.True(Validate("Production", options, VaultKey).Failed);
    }

    private static KeyOptions Good() =>
        new() { WrappingKeyId = "k1", WrappingKey = TestKeys.Base64(1), HashKey = TestKeys.Base64(2) };

    private static KeyOptions Sample() =>
        new()
        {
            WrappingKeyId = SampleKeys.WrappingKeyId,
            WrappingKey = SampleKeys.WrappingKey,
            HashKey = SampleKeys.HashKey,
        };

    private static ValidateOptionsResult Validate(string environment, KeyOptions options, string vaultKey = "") =>
        new KeyOptionsCheck(
            new NamedEnvironment(environment), Options.Create(new KeyVaultOptions { WrappingKey = vaultKey }))
            .Validate(null, options);
}
