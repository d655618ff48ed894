using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.Http;

/// <summary>
/// The outermost edge of HTTP: sets the headers that every answer has and turns exceptions into problems. Without it
/// the host answers an exception with an empty 500.
/// </summary>
internal sealed partial class ProblemMiddleware(IHostEnvironment environment, ILogger<ProblemMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    private const int ClientClosedRequest = 499;

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("An HTTP function runs without an HTTP context.");
        SecurityHeaders.Set(http.Response.Headers, onlyHttps: !environment.IsDevelopment());
        ProblemResult.Remember(http, context.InvocationId);
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            context.GetInvocationResult().Value = Answer(exception, context, http);
        }
    }

    private IResult Answer(Exception exception, FunctionContext context, HttpContext http)
    {
        switch (exception)
        {
            case OperationCanceledException when http.RequestAborted.IsCancellationRequested:
                return Results.StatusCode(ClientClosedRequest);
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
            case CaseBusyException or LedgerBusyException or KeyUnavailableException:
                Failures.Add(context.FunctionDefinition.Name, ProblemCodes.Busy);
                return new ProblemResult(new Problem(ProblemCodes.Busy));
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new ProblemResult(new Problem(ProblemCodes.TooLarge));
            case BadHttpRequestException:
                return new ProblemResult(new Problem(ProblemCodes.MalformedBody));
            default:
                Failures.Add(context.FunctionDefinition.Name, ProblemCodes.Internal);
                LogFailed(context.FunctionDefinition.Name, Failure.Describe(exception), exception.StackTrace);
                return new ProblemResult(new Problem(ProblemCodes.Internal));
        }
    }

    [LoggerMessage(5001, LogLevel.Error, "{Function} failed: {Failure}\n{Stack}")]
    private partial void LogFailed(string function, string failure, string? stack);
}
