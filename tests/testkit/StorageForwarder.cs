using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Daoban.TestKit;

/// <summary>Sends a request on to its service, byte for byte where a signature could depend on it.</summary>
internal sealed class StorageForwarder : IDisposable
{
    private readonly Dictionary<StorageService, Uri> endpoints;

    // Azurite closes idle connections after 5 s; ours must be gone before, or a request would be lost on a dead one.
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3),
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        UseCookies = false,
        UseProxy = false,
    });

    public StorageForwarder(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        endpoints = Enum.GetValues<StorageService>().ToDictionary(
            service => service, service => new Uri((string)parts[$"{service}Endpoint"]));
    }

    /// <returns>Null when the server could not be reached or broke off.</returns>
    public async Task<ForwardedAnswer?> SendAsync(StorageService service, ForwardedRequest request)
    {
        using HttpRequestMessage message = Build(service, request);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(message, CancellationToken.None);
            return await ForwardedAnswer.ReadAsync(response);
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Build(StorageService service, ForwardedRequest request)
    {
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var url = new Uri($"http://{endpoints[service].Authority}{request.Target}", raw);
        var message = new HttpRequestMessage(new HttpMethod(request.Method), url);
        bool hasBody = request.Headers.Any(header => IsFraming(header.Key));
        if (hasBody || request.Headers.Any(header => IsOfContent(header.Key)))
        {
            message.Content = new ByteArrayContent(request.Body);
        }

        foreach ((string name, StringValues value) in request.Headers)
        {
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                message.Headers.TransferEncodingChunked = true;
            }
            else if (IsOfContent(name))
            {
                message.Content!.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
            else if (!name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            {
                message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }

        return message;
    }

    private static bool IsFraming(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    // HttpClient keeps these apart from the other headers.
    private static bool IsOfContent(string name) =>
        name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Allow", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Expires", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Last-Modified", StringComparison.OrdinalIgnoreCase);
}
