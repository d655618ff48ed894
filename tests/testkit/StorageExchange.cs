using System.Text;

namespace Daoban.TestKit;

/// <summary>One request that went through <see cref="StorageProxy" />, and its answer once there is one.</summary>
public sealed record StorageExchange
{
    /// <summary>1 for the proxy's first request, in order of arrival.</summary>
    public required long Number { get; init; }

    /// <summary>The service asked.</summary>
    public required StorageService Service { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query exactly as sent, for example <c>/devstoreaccount1/Tables?$top=1</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The client's headers, names case-insensitive.</summary>
    public required IReadOnlyDictionary<string, string> RequestHeaders { get; init; }

    /// <summary>The request body up to <see cref="StorageProxyOptions.BodyLimit" />.</summary>
    public required ReadOnlyMemory<byte> RequestBody { get; init; }

    /// <summary>The server's status; null before it answered.</summary>
    public int? Status { get; init; }

    /// <summary>The server's headers, names case-insensitive; empty before it answered.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The answer's body up to <see cref="StorageProxyOptions.BodyLimit" />; empty before it came.</summary>
    public ReadOnlyMemory<byte> ResponseBody { get; init; }

    /// <summary>The target without its query.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>The request body read as UTF-8.</summary>
    public string RequestText => Encoding.UTF8.GetString(RequestBody.Span);

    /// <summary>The answer's body read as UTF-8.</summary>
    public string ResponseText => Encoding.UTF8.GetString(ResponseBody.Span);

    /// <inheritdoc />
    public override string ToString() => $"#{Number} {Service} {Method} {Target} -> {(object?)Status ?? "?"}";
}
