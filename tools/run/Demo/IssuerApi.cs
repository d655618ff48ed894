using System.Collections.Concurrent;
using Daoban.Run.Http;

namespace Daoban.Run.Demo;

/// <summary>Gets tokens for demo people and keeps them.</summary>
internal sealed class IssuerApi(PatientHttp http, Uri issuer)
{
    private readonly ConcurrentDictionary<string, Task<string>> tokens = new();

    public Task<string> TokenAsync(string person, CancellationToken cancellationToken) =>
        tokens.GetOrAdd(person, id => AskAsync(id, cancellationToken));

    private async Task<string> AskAsync(string person, CancellationToken cancellationToken)
    {
        Reply reply = await http.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, new Uri(issuer, "token"))
            {
                Content = new FormUrlEncodedContent([new("person", person)]),
            },
            cancellationToken);
        return reply.Read<TokenAnswer>($"a token for {person}").AccessToken;
    }
}
