namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// The outbox marks that this process has put and may yet remove: a mark serves the commits to its case that follow
/// within a few seconds, and marks whose effects are all final are removed many at a time. Nothing is lost with it:
/// what it forgets, the timer finds. Thread-safe.
/// </summary>
internal sealed class OpenMarks(TimeProvider clock)
{
    // With the time that a commit may take, still well before the mark comes due.
    private static readonly TimeSpan ServesFor = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<OutboxMark, Use> marks = [];
    private readonly Dictionary<string, OutboxMark> latest = new(StringComparer.Ordinal);
    private readonly Dictionary<(string CaseId, string ItemKey), OutboxMark> awaited = [];

    /// <summary>A mark of the case that serves one more commit; null when there is none.</summary>
    public OutboxMark? Take(string caseId)
    {
        lock (gate)
        {
            if (!latest.TryGetValue(caseId, out OutboxMark? mark)
                || clock.GetElapsedTime(marks[mark].PutAt) >= ServesFor)
            {
                return null;
            }

            marks[mark].Commits++;
            return mark;
        }
    }

    /// <summary>A mark was put for one commit.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="putAt">Timestamp of the clock before it was put.</param>
    public void Add(OutboxMark mark, long putAt)
    {
        lock (gate)
        {
            marks[mark] = new Use(putAt) { Commits = 1 };
            latest[mark.CaseId] = mark;
        }
    }

    /// <summary>The effects of one of its commits are final.</summary>
    public void Release(OutboxMark mark)
    {
        lock (gate)
        {
            ReleaseUse(mark);
        }
    }

    /// <summary>The effects of one of its commits are final as soon as somebody acknowledges these items.</summary>
    public void Await(OutboxMark mark, IReadOnlyList<OutboxItem> items)
    {
        lock (gate)
        {
            if (marks.TryGetValue(mark, out Use? use))
            {
                use.Commits += items.Count - 1;
                foreach (OutboxItem item in items)
                {
                    awaited[(mark.CaseId, item.Key)] = mark;
                }
            }
        }
    }

    /// <summary>Items that a receiver's commit has removed.</summary>
    public void Acknowledge(string caseId, IEnumerable<string> itemKeys)
    {
        lock (gate)
        {
            foreach (string key in itemKeys)
            {
                if (awaited.Remove((caseId, key), out OutboxMark? mark))
                {
                    ReleaseUse(mark);
                }
            }
        }
    }

    /// <summary>
    /// Takes out the marks that serve nobody any more and may be removed; forgets those that the timer deals with.
    /// </summary>
    /// <param name="isLast">Whether no commit follows.</param>
    public IReadOnlyList<OutboxMark> TakeRemovable(bool isLast)
    {
        lock (gate)
        {
            OutboxMark[] old = [.. marks
                .Where(mark => isLast || clock.GetElapsedTime(mark.Value.PutAt) >= ServesFor)
                .Select(mark => mark.Key)];
            OutboxMark[] removable = [.. old.Where(mark => marks[mark].Commits == 0)];
            OutboxMark[] due = [.. old.Where(mark => clock.GetElapsedTime(marks[mark].PutAt) >= OutboxMarks.Grace)];
            foreach (OutboxMark mark in removable.Union(due))
            {
                Forget(mark);
            }

            return removable;
        }
    }

    private void ReleaseUse(OutboxMark mark)
    {
        if (marks.TryGetValue(mark, out Use? use))
        {
            use.Commits--;
        }
    }

    private void Forget(OutboxMark mark)
    {
        marks.Remove(mark);
        if (latest.TryGetValue(mark.CaseId, out OutboxMark? last) && last == mark)
        {
            latest.Remove(mark.CaseId);
        }

        foreach ((string, string) key in awaited.Where(item => item.Value == mark).Select(item => item.Key).ToArray())
        {
            awaited.Remove(key);
        }
    }

    /// <param name="putAt">Timestamp of the clock before the mark was put.</param>
    private sealed class Use(long putAt)
    {
        public long PutAt => putAt;

        /// <summary>Commits whose effects are not final yet.</summary>
        public int Commits { get; set; }
    }
}
