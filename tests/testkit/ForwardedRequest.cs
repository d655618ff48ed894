using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Daoban.TestKit;

/// <summary>A client's request, read whole and kept as it was sent.</summary>
internal sealed record ForwardedRequest(
    string Method, string Target, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, byte[] Body)
{
    public static async Task<ForwardedRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new ForwardedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            [.. context.Request.Headers],
            body.ToArray());
    }

    public StorageExchange Describe(long number, StorageService service, int bodyLimit) => new()
    {
        Number = number,
        Service = service,
        Method = Method,
        Target = Target,
        RequestHeaders = Headers.ToDictionary(
            pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        RequestBody = Body.AsMemory(0, Math.Min(Body.Length, bodyLimit)),
    };
}
