using System.Diagnostics;
using Daoban.Emulator.Hosting.Keys;
using Daoban.Emulator.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>The host's own paths below <c>/admin</c> and <c>/runtime</c>; functions never get them.</summary>
internal sealed class AdminEndpoints(FunctionKeys keys, HostIdentity identity)
{
    private static readonly DateTime Started = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    /// <returns>False when the path is not the host's.</returns>
    public async Task<bool> TryHandleAsync(HttpContext context)
    {
        PathString path = context.Request.Path;
        if (!path.StartsWithSegments("/admin") && !path.StartsWithSegments("/runtime"))
        {
            return false;
        }

        switch (path.Value!.TrimEnd('/').ToLowerInvariant())
        {
            case "/admin/host/ping" when context.Request.Method is "GET" or "POST":
                context.Response.Headers.CacheControl = "no-store,no-cache";
                context.Response.Headers.Pragma = "no-cache";
                break;
            case "/admin/warmup" or "/admin/instance/http-health":
                break;
            case "/admin/host/status" when context.Request.Method is "GET" or "POST":
                await AnswerStatusAsync(context);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }

        return true;
    }

    private async Task AnswerStatusAsync(HttpContext context)
    {
        if (await keys.LevelOfAsync(context.Request, function: null, AuthorizationLevel.Admin) != KeyLevel.Master)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        string version = typeof(AdminEndpoints).Assembly.GetName().Version!.ToString();
        await context.Response.WriteAsJsonAsync(new
        {
            id = identity.Id,
            state = "Running",
            version,
            versionDetails = version,
            platformVersion = "",
            instanceId = "",
            computerName = "",
            processUptime = (long)(DateTime.UtcNow - Started).TotalMilliseconds,
            functionAppContentEditingState = "Unknown",
        });
    }
}
