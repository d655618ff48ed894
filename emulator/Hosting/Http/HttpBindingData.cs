using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>What parameters of an HTTP function bind to by name: JSON body, query, route; the later ones win.</summary>
internal static class HttpBindingData
{
    private const int BufferInMemory = 1 << 20;

    public static async Task<IReadOnlyDictionary<string, object?>> ReadAsync(
        HttpRequest request, RouteValueDictionary values, HttpRoute route, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (NeedsBody(request, route))
        {
            await AddBodyAsync(request, data, cancellationToken);
        }

        foreach ((string name, StringValues value) in request.Query)
        {
            data[name] = value.Count == 0 ? "" : value[^1];
        }

        // An optional route parameter that is absent hides a body property of its name.
        foreach (string parameter in route.Parameters)
        {
            data[parameter] = values.TryGetValue(parameter, out object? value) ? value : null;
        }

        data.TryAdd("Query", Json(request.Query));
        data.TryAdd("Headers", Json(request.Headers));
        return data;
    }

    /// <remarks>
    /// The body is read ahead only for a function with a parameter that could take something from it.
    /// </remarks>
    private static bool NeedsBody(HttpRequest request, HttpRoute route) =>
        route.BindsByName
        && request.ContentLength is not 0
        && request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task AddBodyAsync(
        HttpRequest request, Dictionary<string, object?> data, CancellationToken cancellationToken)
    {
        request.EnableBuffering(BufferInMemory);
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            if (body.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in body.RootElement.EnumerateObject())
                {
                    data[property.Name] =
                        property.Value.ValueKind == JsonValueKind.Null ? null : property.Value.ToString();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON after all, or text in it is no text (half a surrogate pair, bytes that are not UTF-8, which only
            // reading it shows): then it has no properties, and the function reads it itself.
            data.Clear();
        }

        request.Body.Position = 0;
    }

    private static string Json(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        JsonSerializer.Serialize(values.ToDictionary(value => value.Key, value => value.Value.ToString()));
}
