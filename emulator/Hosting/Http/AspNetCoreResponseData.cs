using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Primitives;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>
/// Writes to ASP.NET Core's response. Headers alone reach it late: what was changed is taken over when it starts.
/// </summary>
internal sealed class AspNetCoreResponseData(HttpResponse response, FunctionContext context) : HttpResponseData(context)
{
    private Dictionary<string, StringValues> before = [];
    private HttpHeadersCollection? headers;

    public override HttpStatusCode StatusCode
    {
        get => (HttpStatusCode)response.StatusCode;
        set => response.StatusCode = (int)value;
    }

    public override HttpHeadersCollection Headers
    {
        get => headers ??= Show();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _ = Headers;
            headers = value;
        }
    }

    public override Stream Body
    {
        get => response.Body;
        set => response.Body = value;
    }

    public override HttpCookies Cookies { get; } = new AspNetCoreResponseCookies(response);

    private HttpHeadersCollection Show()
    {
        before = response.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (!response.HasStarted)
        {
            response.OnStarting(TakeOver);
        }

        return new HttpHeadersCollection(before.Select(header =>
            KeyValuePair.Create<string, IEnumerable<string>>(header.Key, header.Value!)));
    }

    /// <remarks>Only differences count: others may have set headers of the response itself meanwhile.</remarks>
    private Task TakeOver()
    {
        foreach (string name in before.Keys.Where(name => !Headers.NonValidated.Contains(name)))
        {
            response.Headers.Remove(name);
        }

        foreach (var (name, values) in Headers.NonValidated)
        {
            StringValues now = values.ToArray();
            if (before.GetValueOrDefault(name) != now)
            {
                response.Headers[name] = now;
            }
        }

        return Task.CompletedTask;
    }
}
