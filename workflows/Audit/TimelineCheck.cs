using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Audit;

/// <summary>Compares ledger, case file and histories of a case with one another. Pure.</summary>
internal static class TimelineCheck
{
    /// <summary>How long what follows an entry may take to reach the history of an orchestration that runs.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(10);

    // Between the machines that write ledger and history.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Everything that does not agree; nothing for a sound case.</summary>
    public static IReadOnlyList<TimelineFinding> Find(TimelineMaterial material, DateTimeOffset now) =>
    [
        .. Chain(material),
        .. Rows(material),
        .. Histories(material, now),
        .. Entries(material, now),
        .. Events(material),
    ];

    public static string Where(LedgerEntry entry) => $"ledger/{entry.Sequence}";

    public static string Where(TimelineEvent recorded) => $"history/{recorded.InstanceId}/{recorded.Index}";

    private static IEnumerable<TimelineFinding> Chain(TimelineMaterial material)
    {
        if (!material.IsReadable
            || !LedgerChain.IsIntact(
                LedgerChain.OfCase(material.File.CaseId), material.Lines, material.File.Head))
        {
            yield return new(TimelineFindings.ChainBroken, "ledger");
        }
    }

    // With the key go the salts: then nobody can compare any more.
    private static IEnumerable<TimelineFinding> Rows(TimelineMaterial material)
    {
        if (material.File.OpenedKey is not { } key)
        {
            yield break;
        }

        Dictionary<string, string?> committed = [];
        foreach (RowChange change in material.Entries.SelectMany(entry => entry.Changes ?? []))
        {
            committed[change.Row] = change.After;
        }

        foreach (string row in committed.Keys.Union(material.File.Texts.Keys).Order(StringComparer.Ordinal))
        {
            if (ProblemOf(material.File, key, row, committed) is { } code)
            {
                yield return new(code, row);
            }
        }
    }

    private static string? ProblemOf(CaseFile file, CaseKey key, string row, Dictionary<string, string?> committed) =>
        (file.Texts.GetValueOrDefault(row), committed.GetValueOrDefault(row)) switch
        {
            (null, null) => null,
            (null, _) => TimelineFindings.RowMissing,
            (_, null) => TimelineFindings.RowUnentered,
            ({ } text, { } after) => key.Commit(row, text) == after ? null : TimelineFindings.RowDiffers,
        };

    private static IEnumerable<TimelineFinding> Histories(TimelineMaterial material, DateTimeOffset now)
    {
        foreach (string instanceId in material.InstanceIds)
        {
            if (material.Find(instanceId) is not { } instance)
            {
                if (!material.IsPurged(instanceId) && !IsYoung(material.Entries.FirstOrDefault(), now))
                {
                    yield return new(TimelineFindings.HistoryMissing, instanceId);
                }
            }
            else if (!Digests(material, instanceId).All(digest => digest == PrefixOf(instance, digest.Events)))
            {
                yield return new(TimelineFindings.HistoryDiffers, instanceId);
            }
        }
    }

    // An execution that continued as new took its history with it: only what was entered since is of the present one.
    private static List<HistoryDigest> Digests(TimelineMaterial material, string instanceId)
    {
        List<HistoryDigest> digests = [];
        foreach (LedgerEntry entry in material.Entries.Where(entry => entry.Sequence <= material.Known))
        {
            digests.AddRange((entry.Histories ?? []).Where(digest => digest.InstanceId == instanceId));
            if (entry.Action == LedgerActions.HistoryEntered
                && entry.Subject == instanceId
                && entry.Reason == HistoryEntering.ContinueAsNew)
            {
                digests.Clear();
            }
        }

        return digests;
    }

    private static HistoryDigest? PrefixOf(TimelineInstance instance, int events) => events > instance.Lines.Count
        ? null
        : CanonicalHistory.Digest(instance.InstanceId, [.. instance.Lines.Take(events)]);

    private static IEnumerable<TimelineFinding> Entries(TimelineMaterial material, DateTimeOffset now) =>
        from entry in material.Entries
        where entry.Sequence <= material.Known
        let rules = TimelineRules.InHistory.Where(rule => rule.Action == entry.Action).ToArray()
        where rules.Length > 0
            && !rules.Any(rule => StandsInHistory(material, entry, rule))
            && !IsExcused(material, entry, rules, now)
        select new TimelineFinding(TimelineFindings.NotInHistory, Where(entry));

    private static bool StandsInHistory(TimelineMaterial material, LedgerEntry entry, TimelineRule rule)
    {
        if (rule.Path == TimelineRule.Turn)
        {
            LedgerEntry[] entries = [.. material.Entries.Where(other => other.Action == rule.Action)];
            return IsPaired(
                Array.IndexOf(entries, entry),
                [.. entries.Select(other => other.At)],
                [.. EventsOf(material, rule).Select(recorded => recorded.Recorded.At)]);
        }

        return Named(entry, rule) is { } named
            && EventsOf(material, rule).Any(recorded => recorded.At(rule.Path) == named);
    }

    private static IEnumerable<TimelineEvent> EventsOf(TimelineMaterial material, TimelineRule rule) =>
        material.Instances.SelectMany(instance => instance.Events).Where(recorded => recorded.Fits(rule));

    // Each in its turn takes the first that is left, and never one that came later: what is missing in the middle is
    // found there and not at the end.
    private static bool IsPaired(int index, DateTimeOffset[] takers, DateTimeOffset[] offers)
    {
        int next = 0;
        bool isPaired = false;
        for (int turn = 0; turn <= index; turn++)
        {
            isPaired = next < offers.Length && offers[next] <= takers[turn] + ClockSkew;
            next += isPaired ? 1 : 0;
        }

        return isPaired;
    }

    // What follows an entry may be on its way; what was purged can no longer be asked.
    private static bool IsExcused(
        TimelineMaterial material, LedgerEntry entry, TimelineRule[] rules, DateTimeOffset now)
    {
        bool isOfPayment = material.InstanceIds.Contains(entry.Subject) && entry.Subject != material.File.CaseId;
        string instanceId = isOfPayment ? entry.Subject! : material.File.CaseId;
        return material.Find(instanceId) is { } instance
            ? !instance.IsCompleted
                && IsYoung(entry, now)
                && rules.Any(rule => rule.Moment is not HistoryMoment.Scheduled)
            : material.IsPurged(instanceId) || IsYoung(entry, now);
    }

    private static IEnumerable<TimelineFinding> Events(TimelineMaterial material) =>
        from instance in material.Instances
        from recorded in instance.Events
        where recorded.Moment is HistoryMoment.Interfered
            || TimelineRules.InLedger.Any(rule => recorded.Fits(rule) && !StandsInLedger(material, recorded, rule))
        select new TimelineFinding(TimelineFindings.NotInLedger, Where(recorded));

    private static bool StandsInLedger(TimelineMaterial material, TimelineEvent recorded, TimelineRule rule)
    {
        LedgerEntry[] entries = [.. material.Entries.Where(entry => entry.Action == rule.Action)];
        if (rule.Path == TimelineRule.Turn)
        {
            TimelineEvent[] events = [.. EventsOf(material, rule)];
            return IsPaired(
                Array.IndexOf(events, recorded),
                [.. events.Select(other => other.Recorded.At)],
                [.. entries.Select(entry => entry.At)]);
        }

        return recorded.At(rule.Path) is { } named && entries.Any(entry => Named(entry, rule) == named);
    }

    private static string? Named(LedgerEntry entry, TimelineRule rule) =>
        rule.IsOutcome ? entry.Outcome : entry.Subject;

    private static bool IsYoung(LedgerEntry? entry, DateTimeOffset now) =>
        entry is not null && entry.At + Patience > now;
}
