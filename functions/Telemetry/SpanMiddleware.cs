using System.Collections.Frozen;
using System.Diagnostics;
using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Daoban.Functions.Telemetry;

/// <summary>
/// A span around each invocation but those of orchestrators, whose code runs again and again and has a span of the
/// durable host. Its parent is the worker's span, else what the host says. Ids come from the route and from the case
/// file that is read, never from a body.
/// </summary>
internal sealed class SpanMiddleware : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, string> Routes =
        HttpFunction.All.ToFrozenDictionary(function => function.Name, function => $"/{function.Route}");

    /// <summary>Whether there is anything to do: somebody listens.</summary>
    public static bool IsWanted(FunctionContext context) =>
        Tracing.Source.HasListeners() && Triggers.KindOf(context) is not null;

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        using Activity? span = Start(context);
        if (span is null)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
            DescribeAnswer(span, context);
        }
        catch (Exception exception)
        {
            span.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private static Activity? Start(FunctionContext context)
    {
        string name = context.FunctionDefinition.Name;
        string trigger = Triggers.KindOf(context)!;
        TraceContext host = context.TraceContext;
        Activity? span = Activity.Current is null
            && ActivityContext.TryParse(host.TraceParent, host.TraceState, isRemote: true, out ActivityContext parent)
            ? Tracing.Source.StartActivity(name, ActivityKind.Internal, parent)
            : Tracing.Source.StartActivity(name);
        if (span is null)
        {
            return null;
        }

        span.SetTag(Tracing.Trigger, trigger);
        if (context.GetHttpContext() is { } http)
        {
            span.SetTag("http.request.method", http.Request.Method)
                .SetTag("http.route", Routes.GetValueOrDefault(name));
            // What is no id may be anything that a caller put there.
            if (http.Request.RouteValues[Authorizer.CaseIdParameter] is string caseId && Ids.IsLowerCaseUuid(caseId))
            {
                span.SetTag(Tracing.CaseId, caseId);
            }
        }
        else if (context.BindingContext.BindingData.TryGetValue("instanceId", out object? id) && id is string instance)
        {
            span.SetTag(CaseIdProcessor.InstanceId, instance);
        }

        return span;
    }

    private static void DescribeAnswer(Activity span, FunctionContext context)
    {
        if (context.GetHttpContext() is null)
        {
            return;
        }

        object? answer = context.GetInvocationResult().Value;
        int? status = answer is ProblemResult refused
            ? ProblemCatalogue.Get(refused.Problem.Code).Status
            : (answer as IStatusCodeHttpResult)?.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (answer is ProblemResult { Problem.Code: var code })
        {
            span.SetTag("error.type", code);
            span.SetStatus(code is ProblemCodes.Internal ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        }
    }
}
