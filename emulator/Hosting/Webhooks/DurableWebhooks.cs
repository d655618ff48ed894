using System.Net;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Emulator.Hosting.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>
/// The Durable extension's management endpoints: whoever has the key can end, feed or delete every orchestration, so in
/// Development they answer this machine only.
/// </summary>
internal sealed partial class DurableWebhooks(
    DurableHost durable,
    FunctionCatalog catalog,
    FunctionKeys keys,
    WebhookRouter router,
    IHostEnvironment environment,
    ILogger<DurableWebhooks> logger)
{
    private readonly bool isUsed = catalog.Functions.Any(function =>
        !function.IsDisabled && (function.IsDurable || function.TakesDurableClient));

    /// <summary>Makes the key where it does not exist, so that an operator can read it.</summary>
    public Task MakeKeyAsync(CancellationToken cancellationToken) =>
        isUsed ? keys.SystemKeyAsync(WebhookAddress.KeyName, cancellationToken) : Task.CompletedTask;

    /// <returns>False when the path is none of theirs, or the app has no durable functions.</returns>
    public async Task<bool> TryHandleAsync(HttpContext context)
    {
        if (!isUsed || !context.Request.Path.StartsWithSegments(WebhookAddress.BasePath, out PathString rest))
        {
            return false;
        }

        if (environment.IsDevelopment() && !IsLoopback(context.Connection.RemoteIpAddress))
        {
            LogFromOutside();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!await keys.OpensSystemAsync(context.Request, WebhookAddress.KeyName))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else
        {
            await AnswerAsync(context, rest);
        }

        return true;
    }

    /// <remarks>Upstream's edge: what a handler throws is told to the holder of the key.</remarks>
    private async Task AnswerAsync(HttpContext context, PathString rest)
    {
        try
        {
            durable.RequireOwn(context.Request.Query["taskHub"], context.Request.Query["connection"]);
            await router.RouteAsync(context, rest);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (ArgumentException exception) when (!context.Response.HasStarted)
        {
            await WebhookAnswer.ErrorAsync(
                context,
                StatusCodes.Status400BadRequest,
                "One or more of the arguments submitted is incorrect",
                exception);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailed(exception, context.Request.Method);
            await WebhookAnswer.ErrorAsync(
                context,
                StatusCodes.Status500InternalServerError,
                "Something went wrong while processing your request",
                exception);
        }
    }

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    [LoggerMessage(61, LogLevel.Warning,
        "A durable webhook was asked for from another machine; in Development they answer this machine only")]
    private partial void LogFromOutside();

    [LoggerMessage(62, LogLevel.Error, "A durable webhook ({Method}) failed")]
    private partial void LogFailed(Exception exception, string method);
}
