using System.Collections.Concurrent;
using System.Diagnostics;
using Daoban.Workflows.Telemetry;
using OpenTelemetry;

namespace Daoban.Functions.Telemetry;

/// <summary>
/// Puts the case's id on the durable spans of this process too. They name the instance alone, which is the case, its
/// payment order or a request of it; whose it is, the activities have learned from the case file.
/// </summary>
internal sealed class CaseIdProcessor : BaseProcessor<Activity>
{
    /// <summary>Attribute of durable spans: id of the orchestration.</summary>
    public const string InstanceId = "durabletask.task.instance_id";

    private const string TargetInstanceId = "durabletask.event.target_instance_id";

    // More than the cases that anybody works on at the same time; of older ones the spans have ended.
    private const int MostInstances = 2_000;

    private readonly ConcurrentDictionary<string, string> cases = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> inOrder = new();

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        string? instance = data.GetTagItem(InstanceId) as string;
        if (CaseOf(data, instance) is not { } caseId)
        {
            return;
        }

        data.SetTag(Tracing.CaseId, caseId);
        Learn(instance, caseId);
        if (data.Source.Name == Tracing.SourceName && data.Parent is { } worker)
        {
            // The worker's span around ours tells no more than the function's name.
            worker.SetTag(Tracing.CaseId, caseId);
        }
    }

    private string? CaseOf(Activity span, string? instance)
    {
        string? target = span.GetTagItem(TargetInstanceId) as string;
        return span.GetTagItem(Tracing.CaseId) as string
            ?? (instance is null && target is null ? null : Known(instance) ?? Known(target) ?? OfParents(span));
    }

    private static string? OfParents(Activity span)
    {
        Activity? above = span.Parent;
        while (above is not null && above.GetTagItem(Tracing.CaseId) is not string)
        {
            above = above.Parent;
        }

        return above?.GetTagItem(Tracing.CaseId) as string;
    }

    private string? Known(string? instance) => instance is null ? null : cases.GetValueOrDefault(instance);

    private void Learn(string? instance, string caseId)
    {
        if (instance is null || !cases.TryAdd(instance, caseId))
        {
            return;
        }

        inOrder.Enqueue(instance);
        if (inOrder.Count > MostInstances && inOrder.TryDequeue(out string? oldest))
        {
            cases.TryRemove(oldest, out _);
        }
    }
}
