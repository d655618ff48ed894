using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Writes answers as the extension does: compact JSON that escapes no more than it must.</summary>
internal static class WebhookAnswer
{
    private static readonly JsonSerializerOptions Format = new()
    {
        // The answer is JSON and never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task EmptyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public static async Task JsonAsync(HttpContext context, int status, JsonNode? body)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(body, Format);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    public static Task ErrorAsync(HttpContext context, int status, string message, Exception? exception = null)
    {
        var body = new JsonObject { ["Message"] = message };
        if (exception is not null)
        {
            body["ExceptionMessage"] = exception.Message;
            body["ExceptionType"] = exception.GetType().FullName;
            body["StackTrace"] = exception.StackTrace;
        }

        return JsonAsync(context, status, body);
    }

    public static Task BadJsonAsync(HttpContext context, JsonException exception) =>
        ErrorAsync(context, StatusCodes.Status400BadRequest, "Invalid JSON content", exception);
}
