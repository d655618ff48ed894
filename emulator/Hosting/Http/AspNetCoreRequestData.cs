using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>Shows ASP.NET Core's request as request data: one object for each invocation.</summary>
internal sealed class AspNetCoreRequestData : HttpRequestData
{
    private readonly HttpRequest request;
    private readonly Lazy<Uri> url;
    private readonly Lazy<HttpHeadersCollection> headers;
    private readonly Lazy<IReadOnlyCollection<IHttpCookie>> cookies;

    private AspNetCoreRequestData(HttpRequest request, FunctionContext context)
        : base(context)
    {
        this.request = request;
        url = new(() => new Uri(request.GetEncodedUrl()));
        headers = new(() => new HttpHeadersCollection(request.Headers.Select(header =>
            KeyValuePair.Create<string, IEnumerable<string>>(header.Key, header.Value!))));
        cookies = new(() => [.. request.Cookies.Select(cookie => new HttpCookie(cookie.Key, cookie.Value))]);
    }

    public override Stream Body => request.Body;

    public override HttpHeadersCollection Headers => headers.Value;

    public override IReadOnlyCollection<IHttpCookie> Cookies => cookies.Value;

    public override Uri Url => url.Value;

    public override IEnumerable<ClaimsIdentity> Identities => request.HttpContext.User.Identities;

    public override string Method => request.Method;

    /// <returns>Null when the trigger is not HTTP.</returns>
    public static AspNetCoreRequestData? Of(FunctionContext context)
    {
        if (context.Features.Get<AspNetCoreRequestData>() is { } known)
        {
            return known;
        }

        if (context.GetHttpContext() is not { Request: { } request })
        {
            return null;
        }

        var data = new AspNetCoreRequestData(request, context);
        context.Features.Set(data);
        return data;
    }

    public override HttpResponseData CreateResponse() =>
        new AspNetCoreResponseData(request.HttpContext.Response, FunctionContext);
}
