using System.Globalization;
using System.Text.Json;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Audit;

/// <summary>
/// Shows auditors everything that happened in a case, ledger and histories together by time, and flags what stands in
/// one but not in the other (<see cref="TimelineRules"/>), a broken chain, and rows and histories that were changed.
/// </summary>
public sealed class CaseTimeline
{
    private const int PageSize = 100;

    private readonly CaseFileStore store;
    private readonly Continuations continuations;
    private readonly TimeProvider clock;

    internal CaseTimeline(CaseFileStore store, IKeyedHash hash, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
        continuations = new Continuations(hash);
    }

    /// <summary>One page. The findings are those of the whole case on every page.</summary>
    public async Task<Attempt<TimelinePage>> ReadAsync(
        string caseId, string? continuation, DurableTaskClient client, CancellationToken cancellationToken)
    {
        string list = $"timeline|{caseId}";
        string position = "";
        if (continuation is not null && !continuations.TryOpen(list, continuation, out position))
        {
            return new Problem(ProblemCodes.MalformedParameter, "continuation");
        }

        if (await GatherAsync(caseId, client, cancellationToken) is not { } material)
        {
            return new Problem(ProblemCodes.UnknownCase);
        }

        IReadOnlyList<TimelineFinding> findings = TimelineCheck.Find(material, clock.GetUtcNow());
        (string Key, TimelineLine Line)[] rest =
            [.. Lines(material).Where(line => string.CompareOrdinal(line.Key, position) > 0).OrderBy(
                line => line.Key, StringComparer.Ordinal).Take(PageSize + 1)];
        ILookup<string, string> flags = findings.ToLookup(finding => finding.Where, finding => finding.Code);
        return new TimelinePage(
            caseId,
            findings.Count == 0,
            material.File.OpenedKey is not null,
            [.. material.InstanceIds.Where(id => material.Find(id) is null && material.IsPurged(id))],
            findings,
            [.. rest.Take(PageSize).Select(line => line.Line with { Flags = [.. flags[line.Line.Where]] })],
            rest.Length > PageSize ? continuations.Seal(list, rest[PageSize - 1].Key) : null);
    }

    // By time; of the same instant the ledger first, then each history in the engine's order.
    private static IEnumerable<(string Key, TimelineLine Line)> Lines(TimelineMaterial material) =>
        material.Entries
            .Select(entry => (Key(entry.At, 0, entry.Sequence), TimelineLine.Of(entry)))
            .Concat(material.Instances.SelectMany((instance, number) => instance.Events.Select(recorded =>
                (Key(recorded.Recorded.At, number + 1, recorded.Index), TimelineLine.Of(recorded)))));

    private static string Key(DateTimeOffset at, int record, long number) => string.Create(
        CultureInfo.InvariantCulture, $"{at.UtcTicks:D19}|{record:D4}|{number:D10}");

    private async Task<TimelineMaterial?> GatherAsync(
        string caseId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        CaseFile before = await store.LoadAsync(caseId, cancellationToken);
        if (before.Record is null)
        {
            return null;
        }

        string[] instanceIds = [.. CaseHistories.InstancesOf(before)];
        List<TimelineInstance> instances = [];
        foreach (string instanceId in instanceIds)
        {
            OrchestrationMetadata? instance = await client.GetInstanceAsync(instanceId, cancellationToken);
            if (instance is not null)
            {
                IList<HistoryEvent> events = await client.GetOrchestrationHistoryAsync(instanceId, cancellationToken);
                instances.Add(new TimelineInstance(
                    instanceId,
                    instance.IsCompleted,
                    CanonicalHistory.Lines(events),
                    TimelineEvent.Of(instanceId, events)));
            }
        }

        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        IReadOnlyList<LedgerLine>? lines = await LinesAsync(file, cancellationToken);
        return new TimelineMaterial(
            before.Head?.Sequence ?? long.MaxValue, instanceIds, instances, file, lines ?? [], lines is not null);
    }

    // Whoever tampers with the ledger may leave rows that are none: the rest is worth showing.
    private async Task<IReadOnlyList<LedgerLine>?> LinesAsync(CaseFile file, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<LedgerLine> all = await store.LoadLedgerAsync(file.CaseId, cancellationToken);
            return [.. all.Where(line => line.Entry.Sequence <= (file.Head?.Sequence ?? long.MaxValue))];
        }
        catch (Exception unreadable) when (unreadable is JsonException or UnknownFormatException)
        {
            return null;
        }
    }
}
