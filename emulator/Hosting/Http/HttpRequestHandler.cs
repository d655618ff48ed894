using System.Diagnostics;
using System.Globalization;
using Daoban.Emulator.Hosting.Keys;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Hosting.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>Answers every request: host endpoints, then functions, then the home page.</summary>
internal sealed partial class HttpRequestHandler(
    HttpRouteTable routes,
    AdminEndpoints admin,
    DurableWebhooks webhooks,
    HomePage home,
    FunctionKeys keys,
    RequestThrottle throttle,
    RequestMetrics metrics,
    HostSettings settings,
    IFunctionInvoker invoker,
    ILogger<HttpRequestHandler> logger)
{
    private readonly KeyValuePair<string, string?>[] customHeaders =
        [.. settings.Root.GetSection("extensions:http:customHeaders").GetChildren()
            .Select(header => KeyValuePair.Create(header.Key, header.Value))];

    public async Task HandleAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            await RouteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // The edge of the host: the client learns nothing but the status, as upstream; headers that were set stay.
            // Once the body has begun, Kestrel breaks the connection off.
            LogFailure(exception.GetType().Name, context.TraceIdentifier);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.ContentLength = 0;
        }
        finally
        {
            metrics.Record(context, start);
        }
    }

    /// <remarks>Only functions are throttled: whoever asks how the host fares must hear it then above all.</remarks>
    private async Task RouteAsync(HttpContext context)
    {
        AddCustomHeaders(context.Response);
        if (await webhooks.TryHandleAsync(context) || await admin.TryHandleAsync(context))
        {
            return;
        }

        if (routes.Match(context) is not var (route, values))
        {
            await home.AnswerAsync(context);
        }
        else if (!await throttle.TryRunAsync(() => AnswerAsync(context, route, values), context.RequestAborted))
        {
            // Upstream's refusal has no header, not even the custom ones.
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
    }

    private void AddCustomHeaders(HttpResponse response)
    {
        foreach ((string name, string? value) in customHeaders)
        {
            response.Headers[name] = value;
        }
    }

    private async Task AnswerAsync(HttpContext context, HttpRoute route, RouteValueDictionary values)
    {
        // "code" is an ordinary query parameter where no key is asked for: storage is not troubled then.
        bool isOpen = route.AuthLevel == AuthorizationLevel.Anonymous && !route.Function.IsDisabled;
        KeyLevel level = isOpen
            ? KeyLevel.None
            : await keys.LevelOfAsync(context.Request, route.Function.Name, route.AuthLevel);
        if (route.Function.IsDisabled && level != KeyLevel.Master)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!level.Opens(route.AuthLevel))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            await InvokeAsync(context, route, values);
        }
    }

    private async Task InvokeAsync(HttpContext context, HttpRoute route, RouteValueDictionary values)
    {
        // Not RequestAborted itself: upstream's token is the invocation's own and fires with it.
        using var invocation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        foreach ((string name, object? value) in values)
        {
            values[name] = value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
        }

        context.Request.RouteValues = values;
        context.Features.Set(route);
        var data = new TriggerData(null)
        {
            Metadata = await HttpBindingData.ReadAsync(context.Request, values, route, invocation.Token),
            Reason = "This function was programmatically called via the host APIs.",
            TraceParent = context.Request.Headers.TraceParent,
            AddFeatures = features => features.Set(new HttpInvocation(context)),
        };
        await invoker.InvokeAsync(route.Function, data, invocation.Token);
    }

    [LoggerMessage(21, LogLevel.Debug, "Request {TraceIdentifier} ended in {ExceptionType}")]
    private partial void LogFailure(string exceptionType, string traceIdentifier);
}
