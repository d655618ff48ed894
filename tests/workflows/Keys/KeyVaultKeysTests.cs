using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Daoban.Workflows.Keys;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Keys;

public sealed class KeyVaultKeysTests : IAsyncLifetime
{
    private static readonly byte[] Data = "anchor"u8.ToArray();

    private readonly FakeKeyVault vault = new();

    public ValueTask InitializeAsync() => vault.InitializeAsync();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Sign_Data_VerifiesWithThePublicKey()
    {
        KeyVaultSigningKey key = new(vault.Client(), FakeKeyVault.Signing);

        byte[] signature = await key.SignAsync(Data, default);

        PublicSigningKey publicKey = await key.GetPublicKeyAsync(default);
        Assert.Equal(vault.PublicKey, publicKey);
        Assert.True(publicKey.Verifies(Data, signature));
        Assert.False(publicKey.Verifies("other"u8, signature));
    }

    [Fact]
    public async Task PublicKey_AskedTwice_IsFetchedOnce()
    {
        KeyVaultSigningKey key = new(vault.Client(), FakeKeyVault.Signing);

        await key.GetPublicKeyAsync(default);
        await key.GetPublicKeyAsync(default);

        Assert.Single(vault.Requests);
    }

    [Fact]
    public async Task Unwrap_WrappedKey_IsTheSame()
    {
        KeyVaultKeys keys = vault.Client();
        byte[] plain = RandomNumberGenerator.GetBytes(32);

        byte[] wrapped = await keys.WrapAsync(FakeKeyVault.Wrapping, plain, default);

        Assert.Equal(256, wrapped.Length);
        Assert.Equal(plain, await keys.UnwrapAsync(FakeKeyVault.Wrapping, wrapped, default));
    }

    [Fact]
    public async Task Sign_VaultBusy_IsTriedAgain()
    {
        vault.FailNext(2);

        byte[] signature = await vault.Client().SignAsync(FakeKeyVault.Signing, SHA256.HashData(Data), default);

        Assert.True(vault.PublicKey.Verifies(Data, signature));
        Assert.Equal(3, vault.Requests.Count);
    }

    [Fact]
    public async Task Sign_VaultStaysBusy_IsUnavailable()
    {
        vault.FailNext(100);

        KeyUnavailableException refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            () => vault.Client().SignAsync(FakeKeyVault.Signing, SHA256.HashData(Data), default));

        Assert.Contains("503 (ServiceUnavailable)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_OtherAudienceOrKey_IsRefusedWithTheCodeOnly()
    {
        KeyUnavailableException audience = await Assert.ThrowsAsync<KeyUnavailableException>(
            () => vault.Client("https://vault.azure.net/.default").SignAsync(
                FakeKeyVault.Signing, new byte[32], default));
        VaultKeyName other = FakeKeyVault.Signing with { Version = new string('0', 32) };
        KeyUnavailableException key = await Assert.ThrowsAsync<KeyUnavailableException>(
            () => vault.Client().SignAsync(other, new byte[32], default));

        Assert.Contains("401 (Unauthorized)", audience.Message, StringComparison.Ordinal);
        Assert.Contains("404 (KeyNotFound)", key.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-name", audience + key.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kid", "https://vault.test/keys/daoban-signing/ffffffffffffffffffffffffffffffff")]
    [InlineData("value", "AAAA")]
    [InlineData("value", "no Base64url!")]
    [InlineData("value", null)]
    public async Task Sign_AnswerOfAnotherShape_IsUnavailable(string member, string? value)
    {
        vault.Alter = answer => answer[member] = value;

        await Assert.ThrowsAsync<KeyUnavailableException>(
            () => vault.Client().SignAsync(FakeKeyVault.Signing, new byte[32], default));
    }

    [Theory]
    [InlineData("crv", "P-384")]
    [InlineData("x", "AAAA")]
    [InlineData("kid", "https://vault.test/keys/daoban-signing/ffffffffffffffffffffffffffffffff")]
    public async Task PublicKey_OfAnotherKind_IsUnavailable(string member, string value)
    {
        vault.Alter = answer => answer["key"]!.AsObject()[member] = JsonValue.Create(value);

        await Assert.ThrowsAsync<KeyUnavailableException>(
            () => vault.Client().GetSigningKeyAsync(FakeKeyVault.Signing, default));
    }

    [Fact]
    public async Task Unwrap_AlteredKey_IsUnavailable() => await Assert.ThrowsAsync<KeyUnavailableException>(
        () => vault.Client().UnwrapAsync(FakeKeyVault.Wrapping, new byte[256], default));

    [Fact]
    public async Task KeyEncryption_DataKey_OpensByTheKeyThatWrappedIt()
    {
        byte[] key = RandomNumberGenerator.GetBytes(CaseKey.KeyBytes);
        LocalKeyEncryption local = new(Options.Create(TestKeys.Options("w1", 1)));
        KeyVaultKeyEncryption encryption = new(vault.Client(), FakeKeyVault.Wrapping, local);

        WrappedKey wrapped = await encryption.WrapAsync(key, default);
        WrappedKey before = await local.WrapAsync(key, default);

        Assert.Equal(FakeKeyVault.Wrapping.ToString(), wrapped.KeyId);
        Assert.Equal(wrapped.KeyId, await encryption.GetCurrentKeyIdAsync(default));
        Assert.Equal(key, await encryption.UnwrapAsync(wrapped, default));
        Assert.Equal(key, await encryption.UnwrapAsync(before, default));
        await Assert.ThrowsAsync<ProtectionException>(
            () => encryption.UnwrapAsync(before with { KeyId = "w2" }, default));
        await Assert.ThrowsAsync<KeyUnavailableException>(
            () => encryption.UnwrapAsync(wrapped with { Bytes = new byte[256] }, default));
    }

    [Fact]
    public async Task KeyEncryption_KeyOfAnotherLength_DoesNotOpen()
    {
        KeyVaultKeys keys = vault.Client();
        LocalKeyEncryption local = new(Options.Create(TestKeys.Options("w1", 1)));
        byte[] wrapped = await keys.WrapAsync(FakeKeyVault.Wrapping, new byte[31], default);

        await Assert.ThrowsAsync<ProtectionException>(() =>
            new KeyVaultKeyEncryption(keys, FakeKeyVault.Wrapping, local).UnwrapAsync(
                new WrappedKey(FakeKeyVault.Wrapping.ToString(), wrapped), default));
    }
}
