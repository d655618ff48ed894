using Daoban.Functions.Http;
using Daoban.Workflows.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.Activities;

/// <summary>
/// Keeps the texts of foreign exceptions out of the durable history and the host's log, which keep an activity's and a
/// trigger's failure. Exceptions of ours pass as they are, since retry policies look at their type.
/// </summary>
internal sealed partial class FailureMiddleware(ILogger<FailureMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (Counted(exception, context) && ForeignIn(exception) is { } failure)
        {
            LogFailed(context.FunctionDefinition.Name, failure, exception.StackTrace);
            throw new ForeignFailureException(failure);
        }
    }

    // In the filter, so that an exception of ours passes as it is.
    private static bool Counted(Exception exception, FunctionContext context)
    {
        if (!context.CancellationToken.IsCancellationRequested)
        {
            string type = WrappedFailure.Of(exception)?.ErrorType ?? exception.GetType().Name;
            Failures.Add(context.FunctionDefinition.Name, type[(type.LastIndexOf('.') + 1)..]);
        }

        return true;
    }

    /// <summary>Describes a foreign exception; null for one of ours.</summary>
    private static string? ForeignIn(Exception exception)
    {
        if (WrappedFailure.Of(exception) is { } wrapped)
        {
            return wrapped.IsOurs ? null : wrapped.Describe();
        }

        return Failure.IsOurs(exception) ? null : Failure.Describe(exception);
    }

    [LoggerMessage(5101, LogLevel.Warning, "{Function} failed: {Failure}\n{Stack}")]
    private partial void LogFailed(string function, string failure, string? stack);
}
