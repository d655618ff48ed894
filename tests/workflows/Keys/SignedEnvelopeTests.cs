using System.Text.Json;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Tests.Anchors;

namespace Daoban.Workflows.Tests.Keys;

public sealed class SignedEnvelopeTests
{
    private const string Text = """{"format":"anchor/1","note":"舟山 + \\ / <"}""";

    private readonly LocalSigningKey key = AnchorWorld.NewKey();

    [Fact]
    public async Task Envelope_WrittenAndRead_StaysTheSame()
    {
        SignedEnvelope envelope = await SignedEnvelope.SignAsync(key, Text, default);

        string json = envelope.ToJson();
        var read = SignedEnvelope.Parse(json);

        using var document = JsonDocument.Parse(json);
        Assert.Equal(
            ["format", "text", "signature"], document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Text, read.Text);
        Assert.Equal(json, read.ToJson());
        Assert.True(read.IsSignedBy(await key.GetPublicKeyAsync(default)));
        Assert.False(read.IsSignedBy(await AnchorWorld.NewKey().GetPublicKeyAsync(default)));
        Assert.False((read with { Text = Text + " " }).IsSignedBy(await key.GetPublicKeyAsync(default)));
    }

    [Fact]
    public async Task Sign_OtherPrivateHalf_IsNeverGivenOut() => await Assert.ThrowsAsync<KeyUnavailableException>(
        () => SignedEnvelope.SignAsync(new FaultyKey(key, isWrong: true), Text, default));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"format":"signed/2","text":"","signature":""}""")]
    [InlineData("""{"format":"signed/1","text":""}""")]
    [InlineData("""{"format":"signed/1","text":"","signature":"?"}""")]
    public void Parse_OtherShape_IsRefused(string json) =>
        Assert.Throws<InvalidDataException>(() => SignedEnvelope.Parse(json));
}
