using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daoban.Tools.Tests.Bank;

/// <summary>The merchant's side of the callbacks: refuses as many as told, then accepts.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private int refusals;

    private CallbackReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<(IHeaderDictionary Headers, byte[] Body)> Received { get; } = new();

    public string Url => app.Urls.First() + "/callbacks";

    public static async Task<CallbackReceiver> StartAsync(int refusals = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        CallbackReceiver receiver = new(app) { refusals = refusals };
        app.MapPost("/callbacks", receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        Received.Enqueue((new HeaderDictionary(request.Headers.ToDictionary()), body.ToArray()));
        return Interlocked.Decrement(ref refusals) >= 0 ? Results.StatusCode(503) : Results.NoContent();
    }
}
