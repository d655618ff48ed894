using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>
/// What ASP.NET Core's own host, which is not here, measures of each request: same meter, name and attributes.
/// </summary>
/// <remarks>https://learn.microsoft.com/aspnet/core/log-mon/metrics/built-in, Microsoft.AspNetCore.Hosting.</remarks>
internal sealed class RequestMetrics(IMeterFactory meters)
{
    private static readonly HashSet<string> KnownMethods =
        new(StringComparer.Ordinal) { "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT" };

    private readonly Histogram<double> duration = meters.Create("Microsoft.AspNetCore.Hosting").CreateHistogram(
        "http.server.request.duration",
        unit: "s",
        description: "Duration of HTTP server requests.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });

    /// <summary>Records one answered request.</summary>
    /// <param name="context">The request, whose route may be unknown.</param>
    /// <param name="start">Timestamp of <see cref="Stopwatch"/>.</param>
    public void Record(HttpContext context, long start)
    {
        if (!duration.Enabled)
        {
            return;
        }

        string method = context.Request.Method;
        var tags = new TagList
        {
            { "url.scheme", context.Request.Scheme },
            { "http.request.method", KnownMethods.Contains(method) ? method : "_OTHER" },
            { "http.response.status_code", context.Response.StatusCode },
        };
        if (context.Features.Get<HttpRoute>() is { } route)
        {
            tags.Add("http.route", route.Template);
        }

        duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
    }
}
