using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Daoban.TestKit;

/// <summary>The server's answer, read whole and passed on as it came.</summary>
internal sealed record ForwardedAnswer(
    int Status, string? Reason, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, byte[] Body)
{
    // They describe the server's connection, not ours. Everything else is the server's word.
    private static readonly HashSet<string> HopByHop =
        new(["Connection", "Keep-Alive", "Transfer-Encoding"], StringComparer.OrdinalIgnoreCase);

    public static async Task<ForwardedAnswer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.ReasonPhrase,
        [.. Read(response.Headers), .. Read(response.Content.Headers)],
        await response.Content.ReadAsByteArrayAsync());

    public StorageExchange Describe(StorageExchange exchange, int bodyLimit) => exchange with
    {
        Status = Status,
        ResponseHeaders = Headers.ToDictionary(
            pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        ResponseBody = Body.AsMemory(0, Math.Min(Body.Length, bodyLimit)),
    };

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = Reason;
        foreach ((string name, StringValues value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (Body.Length > 0)
        {
            await context.Response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Read(HttpHeaders headers)
    {
        foreach ((string name, HeaderStringValues values) in headers.NonValidated)
        {
            if (!HopByHop.Contains(name))
            {
                yield return new KeyValuePair<string, StringValues>(name, values.ToArray());
            }
        }
    }
}
