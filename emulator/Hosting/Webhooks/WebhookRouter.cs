using Daoban.Emulator.Hosting.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Finds what a path and a method ask for; everything else is 404 without a body.</summary>
internal sealed class WebhookRouter(DurableHost durable, StartWebhooks starts)
{
    private DurableTaskClient Client => durable.Client;

    /// <param name="context">The request, whose key has been checked.</param>
    /// <param name="rest">The path below the webhooks' base.</param>
    public Task RouteAsync(HttpContext context, PathString rest)
    {
        string[] path = (rest.Value ?? "").Trim('/').Split('/');
        HttpRequest request = context.Request;
        return path switch
        {
            _ when Array.Exists(path, string.IsNullOrEmpty) => NotFound(context),
            [var kind, var name] when Is(kind, "orchestrators") && HttpMethods.IsPost(request.Method) =>
                starts.StartAsync(context, Client, name, instanceId: null),
            [var kind, var name, var id] when Is(kind, "orchestrators") && HttpMethods.IsPost(request.Method) =>
                starts.StartAsync(context, Client, name, id),
            [var kind, .. var instance] when Is(kind, "instances") => RouteInstance(context, instance),
            _ => NotFound(context),
        };
    }

    private Task RouteInstance(HttpContext context, string[] path)
    {
        string method = context.Request.Method;
        return path switch
        {
            [] when HttpMethods.IsGet(method) => StatusWebhooks.ListAsync(context, Client),
            [] when HttpMethods.IsDelete(method) => PurgeWebhooks.PurgeAllAsync(context, Client),
            [var id] when HttpMethods.IsGet(method) => StatusWebhooks.GetAsync(context, Client, id),
            [var id] when HttpMethods.IsDelete(method) => PurgeWebhooks.PurgeAsync(context, Client, id),
            [var id, var operation] when HttpMethods.IsPost(method) => Operate(context, id, operation),
            [var id, var operation, var name] when HttpMethods.IsPost(method) && Is(operation, "raiseEvent") =>
                ControlWebhooks.RaiseEventAsync(context, Client, id, name),
            _ => NotFound(context),
        };
    }

    private Task Operate(HttpContext context, string id, string operation) => operation.ToLowerInvariant() switch
    {
        "terminate" => ControlWebhooks.TerminateAsync(context, Client, id),
        "suspend" => ControlWebhooks.SuspendAsync(context, Client, id),
        "resume" => ControlWebhooks.ResumeAsync(context, Client, id),
        "rewind" => ControlWebhooks.RewindAsync(context, Client, id),
        "restart" => starts.RestartAsync(context, Client, id),
        _ => NotFound(context),
    };

    private static bool Is(string segment, string expected) =>
        string.Equals(segment, expected, StringComparison.OrdinalIgnoreCase);

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
