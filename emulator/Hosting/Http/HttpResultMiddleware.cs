using Daoban.Emulator.Hosting.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>
/// ASP.NET Core integration: shows the request to what runs inside, and executes the result it leaves.
/// </summary>
internal static partial class HttpResultMiddleware
{
    public static void AddAspNetCoreIntegration(this FunctionsApplicationBuilder builder)
    {
        PipelineBuilder pipeline = builder.Pipeline;
        if (!pipeline.HasAspNetCoreIntegration)
        {
            pipeline.HasAspNetCoreIntegration = true;
            builder.Services.AddControllers();
            builder.Use(next => context => InvokeAsync(context, next));
        }
    }

    private static async Task InvokeAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.Features.Get<HttpInvocation>() is not { Context: { } http })
        {
            await next(context);
            return;
        }

        http.RequestServices = context.InstanceServices;
        http.Request.Headers["x-ms-invocation-id"] = context.InvocationId;
        context.Items.Add(HttpInvocation.ItemKey, http);
        await next(context);
        InvocationOutcome outcome = InvocationOutcome.Of(context);
        switch (outcome.Value)
        {
            case IActionResult result:
                await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult result:
                await result.ExecuteAsync(http);
                break;
            case AspNetCoreResponseData:
                // It has written to the response itself; upstream leaves no value then.
                outcome.Value = null;
                break;
            default:
                LogNoResult(context.GetLogger(typeof(HttpResultMiddleware).FullName!), context.FunctionDefinition.Name);
                break;
        }

        // The answer is out before the invocation's services are disposed.
        await http.Response.CompleteAsync();
    }

    [LoggerMessage(
        11, LogLevel.Trace, "Function '{Function}' left no result for HTTP; the response stays as it is")]
    private static partial void LogNoResult(ILogger logger, string function);
}
