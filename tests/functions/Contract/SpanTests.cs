using System.Collections.Concurrent;
using System.Diagnostics;
using Daoban.Workflows.Telemetry;

namespace Daoban.Functions.Tests.Contract;

/// <summary>What spans of requests say, and what they keep to themselves.</summary>
public sealed class SpanTests : ContractTest, IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public SpanTests(DaobanApp app)
        : base(app)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Get_UnknownCase_NamesCaseRouteAndProblem()
    {
        string caseId = NewId();

        (await GetAsync(Clerk, $"/api/cases/{caseId}")).AssertStatus(404);

        Activity span = await SpanAsync(span => caseId == (string?)span.GetTagItem(Tracing.CaseId));
        Assert.Equal("GetCase", span.OperationName);
        Assert.Equal("http", span.GetTagItem("faas.trigger"));
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal("/api/cases/{caseId}", span.GetTagItem("http.route"));
        Assert.Equal(404, span.GetTagItem("http.response.status_code"));
        Assert.Equal("unknown-case", span.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task Get_WhatIsNoIdInTheRoute_StaysOutOfEverySpan()
    {
        const string Name = "闻人误潮";

        (await GetAsync(Clerk, $"/api/cases/{Uri.EscapeDataString(Name)}?note={Uri.EscapeDataString(Name)}"))
            .AssertStatus(400);

        await SpanAsync(
            span => span.OperationName == "GetCase" && "malformed-id" == (string?)span.GetTagItem("error.type"));
        Assert.DoesNotContain(
            ended,
            span => span.TagObjects.Select(tag => tag.Value as string).Append(span.DisplayName)
                .Any(text => text?.Contains(Name, StringComparison.Ordinal) is true));
    }

    // The answer may arrive before the span has ended.
    private async Task<Activity> SpanAsync(Func<Activity, bool> wanted)
    {
        await Daoban.TestKit.Eventually.HoldsAsync(() => ended.Any(wanted));
        return ended.First(wanted);
    }
}
