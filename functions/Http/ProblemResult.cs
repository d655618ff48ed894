using System.Diagnostics;
using System.Globalization;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Http;

/// <summary>Answers with a problem as RFC 9457 <c>application/problem+json</c>, Chinese first.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    /// <summary>The media type of RFC 9457.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The problem that is answered.</summary>
    public Problem Problem => problem;

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ProblemEntry entry = ProblemCatalogue.Get(problem.Code);
        HttpResponse response = httpContext.Response;
        response.StatusCode = entry.Status;
        response.Headers.WWWAuthenticate = entry.Code switch
        {
            ProblemCodes.MissingToken => "Bearer",
            ProblemCodes.InvalidToken => "Bearer error=\"invalid_token\"",
            _ => response.Headers.WWWAuthenticate,
        };

        if (entry.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "2";
        }

        if (entry.Status == StatusCodes.Status429TooManyRequests
            && problem.Facts?.GetValueOrDefault("retryAfterSeconds") is int seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = new ProblemBody(
            entry.Page,
            entry.TitleZh,
            entry.TitleEn,
            entry.Status,
            entry.Code,
            problem.Field,
            problem.Facts is { Count: > 0 } facts ? facts : null,
            Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier,
            Instance(httpContext));
        return response.WriteAsJsonAsync(body, HttpJson.Writing, MediaType, httpContext.RequestAborted);
    }

    /// <summary>The invocation, not the path: a path may hold what the client should not have put there.</summary>
    private static string? Instance(HttpContext httpContext) =>
        httpContext.Items.TryGetValue(typeof(ProblemResult), out object? id) ? $"urn:daoban:invocation:{id}" : null;

    /// <summary>Remembers the invocation id that problems of this request name as their instance.</summary>
    public static void Remember(HttpContext httpContext, string invocationId) =>
        httpContext.Items[typeof(ProblemResult)] = invocationId;
}
