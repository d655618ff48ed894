using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting;

/// <summary>What the host says about itself when it starts and stops.</summary>
internal static partial class StartLog
{
    public static void Write(ILogger logger, FunctionCatalog catalog, HttpRouteTable routes, HostSettings settings)
    {
        foreach (string name in settings.Unknown)
        {
            UnknownSetting(logger, name);
        }

        Loaded(logger, catalog.Functions.Count);
        foreach (FunctionMetadata function in catalog.Functions.Where(function => function.IsDisabled))
        {
            Disabled(logger, function.Name);
        }

        if (routes.Routes.Count == 0)
        {
            NoRoutes(logger);
        }

        foreach (HttpRoute route in routes.Routes)
        {
            string methods = route.Methods.Count == 0 ? "all" : string.Join(',', route.Methods).ToLowerInvariant();
            Mapped(logger, route.Template, methods, route.Function.Name);
            if (LosesResult(route.Function.Method.ReturnType))
            {
                ResultLost(logger, route.Function.Name, route.Function.Method.ReturnType.ToString());
            }
        }
    }

    [LoggerMessage(47, LogLevel.Warning, "{Listener} did not end in time; its functions are left running")]
    public static partial void ListenerCut(ILogger logger, string listener);

    [LoggerMessage(48, LogLevel.Warning, "Function keys could not be read from storage ({ExceptionType})")]
    public static partial void NoKeys(ILogger logger, string exceptionType);

    [LoggerMessage(49, LogLevel.Error, "{Listener} could not be stopped in order")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, string listener);

    private static bool LosesResult(Type type)
    {
        Type result = type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
            ? type.GenericTypeArguments[0]
            : type;
        return result != typeof(void)
            && result != typeof(Task) && result != typeof(ValueTask) && result != typeof(object)
            && !typeof(IResult).IsAssignableFrom(result) && !typeof(IActionResult).IsAssignableFrom(result);
    }

    [LoggerMessage(41, LogLevel.Information, "{Count} functions loaded")]
    private static partial void Loaded(ILogger logger, int count);

    [LoggerMessage(42, LogLevel.Information, "Function '{Function}' is disabled")]
    private static partial void Disabled(ILogger logger, string function);

    [LoggerMessage(43, LogLevel.Information, "Mapped function route '{Route}' [{Methods}] to '{Function}'")]
    private static partial void Mapped(ILogger logger, string route, string methods, string function);

    [LoggerMessage(44, LogLevel.Information, "No HTTP routes mapped")]
    private static partial void NoRoutes(ILogger logger);

    [LoggerMessage(45, LogLevel.Warning, "host.json: '{Setting}' has no effect in this host")]
    private static partial void UnknownSetting(ILogger logger, string setting);

    [LoggerMessage(46, LogLevel.Warning,
        "Function '{Function}' returns {Type}; only IResult and IActionResult are answered, the rest is an empty 200")]
    private static partial void ResultLost(ILogger logger, string function, string type);
}
