using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Http;

/// <summary>
/// Reads request bodies within a limit and JSON strictly. A problem names the field, never its value: what a client
/// sent by mistake may be somebody's personal data.
/// </summary>
internal static class RequestBody
{
    /// <summary>The most that a JSON body may have, in bytes.</summary>
    public const int MaximumJsonLength = 256 * 1024;

    private const string ContentType = "Content-Type";
    private const string JsonMediaType = "application/json";

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a JSON body of the type.</summary>
    public static async Task<Attempt<T>> ReadJsonAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsJson(request.ContentType))
        {
            return Problem.With(ProblemCodes.WrongType, ContentType, "accepted", JsonMediaType);
        }

        Attempt<ReadOnlyMemory<byte>> bytes = await ReadBytesAsync(request, MaximumJsonLength, cancellationToken);
        return bytes.Succeeded ? Parse<T>(bytes.Value) : bytes.Problem;
    }

    /// <summary>Reads a body of at most <paramref name="limit"/> bytes.</summary>
    public static async Task<Attempt<ReadOnlyMemory<byte>>> ReadBytesAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var tooLarge = Problem.With(ProblemCodes.TooLarge, field: null, "maximumBytes", limit);
        if (request.ContentLength > limit)
        {
            return tooLarge;
        }

        // A declared length proves nothing and a chunked body declares none: the limit holds while reading.
        var body = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? 4096, limit) + 1);
        while (true)
        {
            int room = limit + 1 - body.WrittenCount;
            Memory<byte> target = body.GetMemory();
            int read = await request.Body.ReadAsync(target[..Math.Min(target.Length, room)], cancellationToken);
            if (read == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                return tooLarge;
            }
        }
    }

    /// <summary>Reads JSON of the type from bytes.</summary>
    internal static Attempt<T> Parse<T>(ReadOnlyMemory<byte> json)
        where T : class
    {
        JsonDocument document;
        try
        {
            // JsonDocument leaves escapes and UTF-8 for later; a body with broken text is malformed, not empty.
            _ = StrictUtf8.GetCharCount(json.Span);
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = HttpJson.MaximumDepth });
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            return new Problem(ProblemCodes.MalformedJson);
        }

        using (document)
        {
            try
            {
                return JsonShape.FindFault(document.RootElement, typeof(T)) is { } fault
                    ? fault
                    : document.RootElement.Deserialize<T>(HttpJson.Reading)!;
            }
            catch (JsonException exception)
            {
                return new Problem(ProblemCodes.MalformedBody, JsonShape.FieldOf(exception.Path));
            }
            catch (InvalidOperationException)
            {
                // A name that cannot be text, such as an unpaired surrogate escape.
                return new Problem(ProblemCodes.MalformedJson);
            }
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && string.Equals(type.MediaType, JsonMediaType, StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null
            || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));
}
