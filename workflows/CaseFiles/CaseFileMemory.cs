namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Case files as this process last saw them, the most recently used ones. None of them is believed for good: a change
/// is guarded by the head's ETag, and whoever needs the present state compares that first. Thread-safe.
/// </summary>
internal sealed class CaseFileMemory(TimeProvider clock)
{
    // Of the size of a few dozen rows each; more than the cases that anybody works on at the same time.
    private const int Most = 400;

    // As long as opened keys are remembered (CaseKeyRing): a file holds the key of its case.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Seen>> files = new(StringComparer.Ordinal);
    private readonly LinkedList<Seen> byUse = new();

    /// <summary>A file that was seen to be current within <paramref name="within"/>; null when there is none.</summary>
    public CaseFile? Find(string caseId, TimeSpan within)
    {
        lock (gate)
        {
            if (!files.TryGetValue(caseId, out LinkedListNode<Seen>? node)
                || clock.GetElapsedTime(node.Value.At) >= within)
            {
                return null;
            }

            byUse.Remove(node);
            byUse.AddLast(node);
            return node.Value.File;
        }
    }

    /// <summary>A file, however long ago it was seen; null when there is none.</summary>
    public CaseFile? Find(string caseId) => Find(caseId, Longest);

    /// <summary>Remembers a file that is current; not one that was read before what is known already.</summary>
    public void Keep(CaseFile file)
    {
        lock (gate)
        {
            if (files.TryGetValue(file.CaseId, out LinkedListNode<Seen>? node)
                && node.Value.File.Head?.Sequence > (file.Head?.Sequence ?? 0))
            {
                return;
            }

            Remove(file.CaseId);
            files.Add(file.CaseId, byUse.AddLast(new Seen(file, clock.GetTimestamp())));
            if (files.Count > Most)
            {
                Remove(byUse.First!.Value.File.CaseId);
            }
        }
    }

    /// <summary>These effects were carried out.</summary>
    public void Drop(string caseId, IReadOnlyList<OutboxItem> done)
    {
        lock (gate)
        {
            if (files.TryGetValue(caseId, out LinkedListNode<Seen>? node)
                && node.Value.File.Outbox.Any(item => done.Any(gone => gone.Key == item.Key)))
            {
                node.Value = node.Value with { File = node.Value.File.Without(done) };
            }
        }
    }

    /// <summary>Forgets a file that may be out of date.</summary>
    public void Forget(string caseId)
    {
        lock (gate)
        {
            Remove(caseId);
        }
    }

    private void Remove(string caseId)
    {
        if (files.Remove(caseId, out LinkedListNode<Seen>? node))
        {
            byUse.Remove(node);
        }
    }

    private sealed record Seen(CaseFile File, long At);
}
