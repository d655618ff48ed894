using System.Text;
using Azure.Core.Serialization;
using Daoban.Emulator.Hosting.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>
/// Writes answers. The methods that are not asynchronous throw over ASP.NET Core, whose bodies are asynchronous.
/// </summary>
public static class HttpResponseDataExtensions
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Writes text, as UTF-8 unless told otherwise. Sets no content type.</summary>
    public static void WriteString(this HttpResponseData response, string value, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        response.WriteBytes((encoding ?? Encoding.UTF8).GetBytes(value));
    }

    /// <inheritdoc cref="WriteString"/>
    public static Task WriteStringAsync(this HttpResponseData response, string value, Encoding? encoding = null) =>
        response.WriteStringAsync(value, CancellationToken.None, encoding);

    /// <inheritdoc cref="WriteString"/>
    public static Task WriteStringAsync(
        this HttpResponseData response, string value, CancellationToken cancellationToken, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return response.WriteBytesAsync((encoding ?? Encoding.UTF8).GetBytes(value), cancellationToken);
    }

    /// <summary>Writes JSON as the worker's serializer makes it: by default with names as they are.</summary>
    public static ValueTask WriteAsJsonAsync<T>(
        this HttpResponseData response, T instance, CancellationToken cancellationToken = default) =>
        response.WriteAsJsonAsync(instance, Json, cancellationToken);

    /// <inheritdoc cref="WriteAsJsonAsync{T}(HttpResponseData, T, CancellationToken)"/>
    public static ValueTask WriteAsJsonAsync<T>(
        this HttpResponseData response, T instance, string contentType, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        ObjectSerializer serializer = WorkerSerializer.Of(response.FunctionContext);
        return response.WriteAsJsonAsync(instance, serializer, contentType, cancellationToken);
    }

    public static ValueTask WriteAsJsonAsync<T>(
        this HttpResponseData response,
        T instance,
        ObjectSerializer serializer,
        CancellationToken cancellationToken = default) =>
        response.WriteAsJsonAsync(instance, serializer, Json, cancellationToken);

    public static ValueTask WriteAsJsonAsync<T>(
        this HttpResponseData response,
        T instance,
        ObjectSerializer serializer,
        string contentType,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(contentType);
        response.Headers.Add("Content-Type", contentType);
        return serializer.SerializeAsync(response.Body, instance, typeof(T), cancellationToken);
    }

    public static void WriteBytes(this HttpResponseData response, byte[] value)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(value);
        response.Body.Write(value, 0, value.Length);
    }

    public static Task WriteBytesAsync(this HttpResponseData response, byte[] value) =>
        response.WriteBytesAsync(value, CancellationToken.None);

    public static Task WriteBytesAsync(
        this HttpResponseData response, byte[] value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(value);
        return response.Body.WriteAsync(value, 0, value.Length, cancellationToken);
    }
}
