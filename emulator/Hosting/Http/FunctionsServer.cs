using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>
/// Kestrel without ASP.NET Core's own host: upstream offers no pipeline in front of functions either, and a stop must
/// close the socket before anything else ends.
/// </summary>
internal sealed partial class FunctionsServer : IHttpApplication<HttpContext>, IDisposable
{
    private const string DefaultUrl = "http://localhost:7071";

    private readonly KestrelServer server;
    private readonly IHttpContextFactory contexts;
    private readonly HttpRequestHandler handler;
    private readonly IConfiguration configuration;
    private readonly ILogger<FunctionsServer> logger;

    public FunctionsServer(
        IServiceProvider services,
        IOptions<KestrelServerOptions> options,
        IOptions<SocketTransportOptions> transport,
        IHttpContextFactory contexts,
        HttpRequestHandler handler,
        IConfiguration configuration,
        ILoggerFactory loggers)
    {
        options.Value.ApplicationServices = services;
        server = new KestrelServer(options, new SocketTransportFactory(transport, loggers), loggers);
        this.contexts = contexts;
        this.handler = handler;
        this.configuration = configuration;
        logger = loggers.CreateLogger<FunctionsServer>();
    }

    /// <summary>The bound addresses, with the ports that were chosen for port 0.</summary>
    public IReadOnlyCollection<string> Addresses => [.. AddressFeature.Addresses];

    private IServerAddressesFeature AddressFeature => server.Features.GetRequiredFeature<IServerAddressesFeature>();

    /// <summary>Listens on <c>--urls</c>, else ASPNETCORE_URLS, else http://localhost:7071.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string urls = configuration["urls"] ?? configuration["ASPNETCORE_URLS"] ?? DefaultUrl;
        foreach (string url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            AddressFeature.Addresses.Add(url);
        }

        await server.StartAsync(this, cancellationToken);
        foreach (string address in Addresses)
        {
            LogListening(address);
        }
    }

    /// <summary>
    /// Closes the socket at once and waits for running requests until the token fires, then cuts them off.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => contexts.Create(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => handler.HandleAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception) => contexts.Dispose(context);

    public void Dispose() => server.Dispose();

    [LoggerMessage(31, LogLevel.Information, "Now listening on: {Address}")]
    private partial void LogListening(string address);
}
