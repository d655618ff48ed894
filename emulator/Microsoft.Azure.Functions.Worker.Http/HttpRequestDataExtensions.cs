using System.Net;
using System.Text;
using Azure.Core.Serialization;
using Daoban.Emulator.Hosting.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Reads requests and begins answers.</summary>
public static class HttpRequestDataExtensions
{
    /// <summary>Reads the body as text: UTF-8, unless a byte order mark or the caller says otherwise.</summary>
    public static async Task<string?> ReadAsStringAsync(this HttpRequestData request, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        using StreamReader reader = Reader(request, encoding);
        return await reader.ReadToEndAsync();
    }

    /// <summary>As <see cref="ReadAsStringAsync"/>. Throws over ASP.NET Core, whose bodies are asynchronous.</summary>
    public static string? ReadAsString(this HttpRequestData request, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        using StreamReader reader = Reader(request, encoding);
        return reader.ReadToEnd();
    }

    /// <summary>Reads the body with the worker's serializer.</summary>
    public static ValueTask<T?> ReadFromJsonAsync<T>(
        this HttpRequestData request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.ReadFromJsonAsync<T>(WorkerSerializer.Of(request.FunctionContext), cancellationToken);
    }

    public static async ValueTask<T?> ReadFromJsonAsync<T>(
        this HttpRequestData request, ObjectSerializer serializer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(serializer);
        return await serializer.DeserializeAsync(request.Body, typeof(T), cancellationToken) is { } value
            ? (T)value
            : default;
    }

    public static HttpResponseData CreateResponse(this HttpRequestData request, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(request);
        HttpResponseData response = request.CreateResponse();
        response.StatusCode = statusCode;
        return response;
    }

    private static StreamReader Reader(HttpRequestData request, Encoding? encoding) =>
        new(request.Body, encoding ?? Encoding.UTF8, leaveOpen: true);
}
