using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Daoban.EndToEnd.Tests.Support;

/// <summary>Passes requests on to one address and keeps them.</summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    private readonly Uri target;
    private readonly ConcurrentQueue<RecordedMessage> messages = new();

    private RecordingProxy(Uri target)
    {
        this.target = target;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>Every request and every answer that has passed so far.</summary>
    public IReadOnlyCollection<RecordedMessage> Messages => messages;

    public static async Task<RecordingProxy> StartAsync(Uri target)
    {
        var proxy = new RecordingProxy(target);
        await proxy.app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string headers = string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        messages.Enqueue(new RecordedMessage($"{context.Request.Method} {path}", headers, body.ToArray()));

        using var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(target, path))
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in context.Request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }

        message.Headers.Host = target.Authority;
        using HttpResponseMessage answer = await http.SendAsync(message, context.RequestAborted);
        byte[] content = await answer.Content.ReadAsByteArrayAsync();
        messages.Enqueue(new RecordedMessage(
            $"{context.Request.Method} {path} -> {(int)answer.StatusCode}",
            answer.Headers + answer.Content.Headers.ToString(),
            content));
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(content);
    }
}
