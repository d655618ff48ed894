using System.Collections.Concurrent;
using System.Diagnostics;

namespace Daoban.Emulator.Tests.Engine.Tracing;

/// <summary>Takes the durable spans of one trace; other tests run beside it.</summary>
internal sealed class SpanLog : IDisposable
{
    private const string SourceName = "Daoban.Emulator.Tests";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public SpanLog()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "DurableTask.Core" or "Microsoft.DurableTask" or SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        Root = Source.StartActivity("root")!;
    }

    /// <summary>The caller's span.</summary>
    public Activity Root { get; }

    /// <summary>The ended spans of the trace of <see cref="Root"/>.</summary>
    public IReadOnlyList<Activity> Ended => [.. ended.Where(span => span.TraceId == Root.TraceId)];

    /// <summary>The only ended span of a name and kind.</summary>
    public Activity Single(string name, ActivityKind kind) =>
        Assert.Single(Ended, span => span.OperationName == name && span.Kind == kind);

    /// <summary>Names from a span up to the root.</summary>
    public string WayUp(Activity span)
    {
        List<string> names = [];
        for (Activity? at = span; at is not null && at.SpanId != Root.SpanId;)
        {
            names.Add($"{at.Kind} {at.OperationName}");
            ActivitySpanId parent = at.ParentSpanId;
            at = Ended.SingleOrDefault(each => each.SpanId == parent);
            if (at is null && parent != Root.SpanId)
            {
                names.Add("nothing");
            }
        }

        return string.Join(" < ", names);
    }

    public void Dispose()
    {
        Root.Dispose();
        listener.Dispose();
    }
}
