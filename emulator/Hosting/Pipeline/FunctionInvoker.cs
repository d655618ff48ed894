using System.Diagnostics;
using System.Diagnostics.Metrics;
using Daoban.Emulator.Hosting.Discovery;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>Runs functions: one DI scope and one pass through the pipeline per invocation.</summary>
internal sealed class FunctionInvoker(
    IServiceScopeFactory scopes, PipelineBuilder pipeline, FunctionExecutor executor, ILoggerFactory loggers)
    : IFunctionInvoker
{
    private static readonly Counter<long> Executions = new Meter("Daoban.Emulator").CreateCounter<long>(
        "daoban.emulator.executions", "{execution}", "Runs of functions, each turn of an orchestrator as one.");

    private readonly FunctionExecutionDelegate run = pipeline.Build(executor.ExecuteAsync);

    public async Task<object?> InvokeAsync(
        FunctionMetadata function, TriggerData data, CancellationToken cancellationToken)
    {
        using Activity? activity = function.IsOrchestrator
            ? null
            : InvocationSpans.Start(function.Definition, data.TraceParent);
        Executions.Add(1, new KeyValuePair<string, object?>("function", function.Name));
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            var context = new InvocationContext(
                function.Definition,
                new InvocationTraceContext(activity),
                data.Metadata,
                scope.ServiceProvider,
                cancellationToken);
            activity?.SetTag("faas.invocation_id", context.InvocationId);
            var outcome = new InvocationOutcome();
            context.Features.Set(outcome);
            context.Features.Set(new Invocation(function, data));
            data.AddFeatures?.Invoke(context.Features);
            await RunAsync(context, function, data);
            return outcome.Value;
        }
        finally
        {
            // An orchestrator's task must end on the engine's turn, so its scope is never awaited beyond that.
            Task disposal = DisposeAsync(scope, function);
            await (function.IsOrchestrator ? Task.CompletedTask : disposal);
        }
    }

    private async Task RunAsync(InvocationContext context, FunctionMetadata function, TriggerData data)
    {
        ILogger logger = loggers.CreateLogger($"Function.{function.Name}");
        LogLevel level = function.IsDurable ? LogLevel.Debug : LogLevel.Information;
        long start = Stopwatch.GetTimestamp();
        InvocationLog.Executing(logger, level, function.Name, data.Reason, context.InvocationId);
        if (data.Details is { } details)
        {
            InvocationLog.Details(logger, details);
        }

        try
        {
            await run(context);
        }
        catch (Exception exception)
        {
            long failedAfter = Milliseconds(start);
            InvocationLog.Failed(logger, exception, function.Name, context.InvocationId, failedAfter);
            throw;
        }

        long duration = Milliseconds(start);
        InvocationLog.Succeeded(logger, level, function.Name, context.InvocationId, duration);
    }

    /// <remarks>
    /// Never fails: what the function did is done, and a message whose call succeeded must not come again.
    /// </remarks>
    private async Task DisposeAsync(AsyncServiceScope scope, FunctionMetadata function)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            InvocationLog.ScopeFailed(loggers.CreateLogger($"Function.{function.Name}"), exception, function.Name);
        }
    }

    private static long Milliseconds(long start) => (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
