using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Http;

/// <summary>Turns what a handler answers into an HTTP answer.</summary>
internal static class AttemptResults
{
    /// <summary>200 with the value as JSON, or the problem.</summary>
    public static IResult ToOk<T>(this Attempt<T> attempt) =>
        attempt.ToResult(value => Results.Json(value, HttpJson.Writing));

    /// <summary>202 with the value as JSON, or the problem.</summary>
    public static IResult ToAccepted<T>(this Attempt<T> attempt) =>
        attempt.ToResult(value => Results.Json(value, HttpJson.Writing, statusCode: StatusCodes.Status202Accepted));

    /// <summary>201 with the value as JSON and where it is, or the problem.</summary>
    public static IResult ToCreated<T>(this Attempt<T> attempt, HttpRequest request, Func<T, string> location) =>
        attempt.ToResult(value =>
        {
            request.HttpContext.Response.Headers.Location = location(value);
            return Results.Json(value, HttpJson.Writing, statusCode: StatusCodes.Status201Created);
        });

    /// <summary>What <paramref name="succeed"/> makes of the value, or the problem.</summary>
    public static IResult ToResult<T>(this Attempt<T> attempt, Func<T, IResult> succeed) =>
        attempt.Succeeded ? succeed(attempt.Value) : new ProblemResult(attempt.Problem);

    /// <summary>Answers with the problem.</summary>
    public static IResult ToResult(this Problem problem) => new ProblemResult(problem);
}
