using System.Security.Cryptography;
using System.Text.Json;
using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Ledgers;
using Daoban.Verify.Manifests;
using Daoban.Verify.Packages;

namespace Daoban.Verify.Histories;

/// <summary>Compares the durable histories of a package with the hashes that the ledger took of them.</summary>
internal static class HistoryReader
{
    /// <param name="package">The package.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="ledger">Its ledger.</param>
    /// <param name="histories">Number of events by instance id, and how many of them the ledger hashed.</param>
    public static Broken? ReadAll(
        Package package,
        Manifest manifest,
        Ledger ledger,
        out IReadOnlyDictionary<string, (int Events, int Hashed)> histories)
    {
        Dictionary<string, (int Events, int Hashed)> found = new(StringComparer.Ordinal);
        histories = found;
        foreach (string path in manifest.Entries.Select(entry => entry.Path).Where(IsHistory))
        {
            if (CheckEvents(package, path, out IReadOnlyList<ReadOnlyMemory<byte>>? events) is { } broken)
            {
                return broken;
            }

            string instanceId = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..^".jsonl".Length];
            (LedgerLink Link, HistoryMarkJson Mark)[] marks =
                [.. MarksOf(ledger).Where(mark => mark.Mark.InstanceId == instanceId)];
            foreach ((LedgerLink link, HistoryMarkJson mark) in marks)
            {
                if (Check(path, events!, link, mark) is { } different)
                {
                    return different;
                }
            }

            found[instanceId] = (events!.Count, marks.Select(mark => mark.Mark.Events).DefaultIfEmpty().Max());
        }

        (LedgerLink Link, HistoryMarkJson Mark) missing =
            MarksOf(ledger).FirstOrDefault(mark => !found.ContainsKey(mark.Mark.InstanceId));
        return missing.Mark is null
            ? null
            : Ledger.At(
                missing.Link.Sequence,
                $"此条记下了流程 {missing.Mark.InstanceId} 的历史，包内没有该历史。",
                $"This entry holds the hash of the history of {missing.Mark.InstanceId}, which the package lacks.");
    }

    private static bool IsHistory(string path) => path.StartsWith("history/", StringComparison.Ordinal);

    private static IEnumerable<(LedgerLink Link, HistoryMarkJson Mark)> MarksOf(Ledger ledger) =>
        from link in ledger.Links
        from mark in (link.Entry.Histories ?? []).OfType<HistoryMarkJson>()
        select (link, mark);

    private static Broken? CheckEvents(
        Package package, string path, out IReadOnlyList<ReadOnlyMemory<byte>>? events)
    {
        package.TryFind(path, out PackageFile? file);
        if (!Lines.TrySplit(file!.Content, out events))
        {
            return new Broken(path, null, "最后一行被截断。", "The last line is cut off.");
        }

        for (int i = 0; i < events.Count; i++)
        {
            if (!StrictJson.TryReadObject(events[i], out JsonDocument? document))
            {
                return new Broken(path, i + 1, "这一行不是历史事件。", "This line is no event.");
            }

            document.Dispose();
        }

        return null;
    }

    private static Broken? Check(
        string path, IReadOnlyList<ReadOnlyMemory<byte>> events, LedgerLink link, HistoryMarkJson mark)
    {
        if (events.Count < mark.Events)
        {
            return new Broken(
                path,
                events.Count,
                $"流程历史被截断：台账第 {link.Sequence} 条记下 {mark.Events} 个事件，此处只有 {events.Count} 个。",
                $"The history is truncated: entry {link.Sequence} of the ledger took the hash of {mark.Events} events, "
                + $"here are {events.Count}.");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> line in events.Take(mark.Events))
        {
            hash.AppendData(line.Span);
            hash.AppendData("\n"u8);
        }

        string found = Convert.ToHexStringLower(hash.GetHashAndReset());
        return found == mark.Hash
            ? null
            : new Broken(
                path,
                null,
                $"流程历史不是台账所记的：台账第 {link.Sequence} 条中前 {mark.Events} 个事件的哈希是 {mark.Hash}，实为 {found}。",
                $"The history is not the one that was hashed: entry {link.Sequence} of the ledger has {mark.Hash} for "
                + $"the first {mark.Events} events, here they have {found}.");
    }
}
