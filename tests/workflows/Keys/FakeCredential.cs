using Azure.Core;

namespace Daoban.Workflows.Tests.Keys;

/// <summary>Gives tokens that say what they were asked for.</summary>
internal sealed class FakeCredential : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new($"token for {requestContext.Scopes[0]}", DateTimeOffset.UtcNow.AddHours(1));

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
