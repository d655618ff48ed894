using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Daoban.TestKit;

/// <summary>
/// A reverse proxy in front of Azurite's three services. It counts and records what passes and lets a test act in the
/// two instants that matter for recovery: before the server acts, and after it acted but before the client knows.
/// </summary>
/// <remarks>Bodies are buffered whole. What the client sends is forwarded even if the client is gone by then.</remarks>
public sealed class StorageProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly StorageForwarder forwarder;
    private readonly StorageProxyOptions options;
    private readonly Dictionary<StorageService, ListenOptions> listeners = [];
    private readonly ConcurrentQueue<StorageExchange> exchanges = new();
    private readonly long[] counts = new long[3];
    private long lastNumber;

    private StorageProxy(string connectionString, StorageProxyOptions options)
    {
        this.options = options;
        forwarder = new StorageForwarder(connectionString);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            foreach (StorageService service in Enum.GetValues<StorageService>())
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listeners[service] = listen;
                });
            }
        });
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Called before a request goes to the server; null (default) passes everything.</summary>
    public Func<StorageExchange, Task<ProxyAction>>? BeforeForward { get; set; }

    /// <summary>Called after the server answered, before the client hears of it; null passes everything.</summary>
    public Func<StorageExchange, Task<ProxyAction>>? AfterAnswer { get; set; }

    /// <summary>Leads to the same account through this proxy.</summary>
    public string ConnectionString =>
        Azurite.ConnectionStringFor(Port(StorageService.Blob), Port(StorageService.Queue), Port(StorageService.Table));

    /// <summary>Requests that have arrived so far.</summary>
    public long RequestCount => Interlocked.Read(ref lastNumber);

    /// <summary>Finished exchanges in their order, with <see cref="StorageProxyOptions.KeepExchanges" />.</summary>
    public IReadOnlyCollection<StorageExchange> Exchanges => exchanges;

    /// <summary>Starts a proxy on three free ports.</summary>
    /// <param name="connectionString">The server's, with explicit <c>BlobEndpoint</c>, <c>QueueEndpoint</c> and
    /// <c>TableEndpoint</c>, as of <see cref="Azurite.ConnectionString" />.</param>
    /// <param name="options">What to keep.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<StorageProxy> StartAsync(
        string connectionString, StorageProxyOptions? options = null, CancellationToken cancellationToken = default)
    {
        var proxy = new StorageProxy(connectionString, options ?? new StorageProxyOptions());
        await proxy.app.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>Requests to one service that have arrived so far.</summary>
    public long CountOf(StorageService service) => Interlocked.Read(ref counts[(int)service]);

    /// <summary>Stops at once; open connections are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        forwarder.Dispose();
    }

    private static Task<ProxyAction> AskAsync(
        Func<StorageExchange, Task<ProxyAction>>? hook, StorageExchange exchange) =>
        hook is null ? Task.FromResult(ProxyAction.Pass) : hook(exchange);

    private int Port(StorageService service) => listeners[service].IPEndPoint!.Port;

    private async Task HandleAsync(HttpContext context)
    {
        StorageService service = listeners.Keys.Single(key => Port(key) == context.Connection.LocalPort);
        Interlocked.Increment(ref counts[(int)service]);
        ForwardedRequest request = await ForwardedRequest.ReadAsync(context);
        StorageExchange exchange = request.Describe(Interlocked.Increment(ref lastNumber), service, options.BodyLimit);
        ProxyAction action = await AskAsync(BeforeForward, exchange);
        if (action != ProxyAction.Pass)
        {
            await RefuseAsync(context, action);
            return;
        }

        ForwardedAnswer? answer = await forwarder.SendAsync(service, request);
        if (answer is null)
        {
            context.Abort();
            return;
        }

        exchange = answer.Describe(exchange, options.BodyLimit);
        action = await AskAsync(AfterAnswer, exchange);
        Keep(exchange);
        if (action == ProxyAction.Pass)
        {
            await answer.WriteAsync(context);
        }
        else
        {
            await RefuseAsync(context, action);
        }
    }

    private static async Task RefuseAsync(HttpContext context, ProxyAction action)
    {
        if (action.Status is not { } status)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        context.Response.Headers["x-ms-error-code"] = action.ErrorCode;
        await context.Response.CompleteAsync();
    }

    private void Keep(StorageExchange exchange)
    {
        if (options.KeepExchanges)
        {
            exchanges.Enqueue(exchange);
        }

        options.Completed?.Invoke(exchange);
    }
}
