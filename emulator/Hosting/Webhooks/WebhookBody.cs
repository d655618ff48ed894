using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Reads the JSON that a webhook is given.</summary>
internal static class WebhookBody
{
    /// <returns>Null for a body without content.</returns>
    /// <exception cref="JsonException">The body is not JSON, or could not be stored as JSON.</exception>
    public static async Task<JsonElement?> ReadAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        string json = await body.ReadToEndAsync(context.RequestAborted);
        if (string.IsNullOrWhiteSpace(json))
        {
            return null;
        }

        JsonElement element = JsonSerializer.Deserialize<JsonElement>(json);
        try
        {
            // Half a surrogate pair shows only when it is written.
            _ = JsonSerializer.Serialize(element);
            return element;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
