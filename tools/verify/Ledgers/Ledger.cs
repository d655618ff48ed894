using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Manifests;
using Daoban.Verify.Packages;

namespace Daoban.Verify.Ledgers;

/// <summary>The chain of a case, whole in itself: every entry names the hash of the one before it.</summary>
internal sealed class Ledger
{
    private const string Format = "ledger/2";

    private readonly List<LedgerLink> links = [];

    private Ledger()
    {
    }

    /// <summary>From the first entry on.</summary>
    public IReadOnlyList<LedgerLink> Links => links;

    /// <summary>Reads the chain.</summary>
    /// <param name="package">Holds <c>ledger.jsonl</c>.</param>
    /// <param name="chain">Name of the chain.</param>
    /// <param name="ledger">Up to the link that is returned as broken.</param>
    public static Broken? Read(Package package, string chain, out Ledger ledger)
    {
        ledger = new Ledger();
        if (!package.TryFind(PackagePaths.Ledger, out PackageFile? file))
        {
            return new Broken(PackagePaths.Ledger, null, "没有台账。", "There is no ledger.");
        }

        if (!Lines.TrySplit(file.Content, out IReadOnlyList<ReadOnlyMemory<byte>>? lines))
        {
            return new Broken(
                PackagePaths.Ledger, null, "最后一行被截断。", "The last line is cut off.");
        }

        foreach (ReadOnlyMemory<byte> line in lines)
        {
            if (ledger.Add(line.Span, chain) is { } broken)
            {
                return broken;
            }
        }

        return null;
    }

    /// <summary>Whether the chain ends where the signed manifest says.</summary>
    /// <param name="manifest">Says the head.</param>
    /// <param name="confirmed">Sequence number of the last entry that an anchor confirms; 0 when none does.</param>
    public Broken? CheckHead(Manifest manifest, long confirmed)
    {
        HeadJson head = manifest.Head;
        if (links.Count != head.Sequence)
        {
            return links.Count < head.Sequence
                ? At(
                    links.Count,
                    $"台账被截断：到第 {links.Count} 条为止，签名的清单要求到第 {head.Sequence} 条。",
                    $"The chain is truncated: it ends with entry {links.Count}, the signed manifest says "
                    + $"{head.Sequence}.")
                : At(
                    head.Sequence + 1,
                    $"台账多出记录：签名的清单只到第 {head.Sequence} 条。",
                    $"An entry was added: the signed manifest ends with entry {head.Sequence}.");
        }

        if (links[^1].At > manifest.ExportedAt + Instants.Tolerance)
        {
            return At(
                links.Count,
                $"时间 {links[^1].Entry.At} 晚于导出时间。",
                $"Its time {links[^1].Entry.At} is after the export.");
        }

        return links[^1].Hash == head.Hash
            ? null
            : At(
                links.Count,
                $"台账在第 {confirmed} 条之后被改写并重新链接：最后一条的哈希应为 {head.Hash}（签名的清单），实为 {links[^1].Hash}。",
                $"The chain was rewritten and chained anew after entry {confirmed}: the last entry should have the "
                + $"hash {head.Hash} (signed manifest), it has {links[^1].Hash}.");
    }

    /// <summary>A fault of one entry.</summary>
    public static Broken At(long sequence, string chinese, string english) =>
        new(PackagePaths.Ledger, Math.Max(1, sequence), chinese, english);

    private Broken? Add(ReadOnlySpan<byte> line, string chain)
    {
        int expected = links.Count + 1;
        if (!StrictJson.TryRead(line, out LedgerEntryJson? entry))
        {
            return At(
                expected,
                "这一行不是 ledger/2 格式的台账记录（有未知、缺少或重复的字段）。",
                "This line is no entry of the form ledger/2 (a member is unknown, missing or repeated).");
        }

        if (entry.Format != Format)
        {
            return At(
                expected, $"格式“{entry.Format}”未知，应为 {Format}。", $"Unknown form '{entry.Format}', not {Format}.");
        }

        if (CheckForm(entry, out DateTimeOffset at) is { } fault)
        {
            return fault;
        }

        if (entry.Sequence != expected)
        {
            return entry.Sequence > expected
                ? At(
                    expected,
                    $"缺第 {expected} 条：此处是第 {entry.Sequence} 条，记录被删除或调换了顺序。",
                    $"Entry {expected} is missing: here stands entry {entry.Sequence}; one was removed or reordered.")
                : At(
                    expected,
                    $"此处应为第 {expected} 条，却是第 {entry.Sequence} 条：记录被插入、重复或调换了顺序。",
                    $"Here should stand entry {expected}, not {entry.Sequence}: one was inserted, repeated or "
                    + "reordered.");
        }

        return CheckLink(entry, at, chain) ?? Append(line, entry, at);
    }

    private Broken? CheckLink(LedgerEntryJson entry, DateTimeOffset at, string chain)
    {
        if (entry.Chain != chain)
        {
            return At(
                entry.Sequence,
                $"这是另一条链 {entry.Chain} 的记录，本案的链是 {chain}。",
                $"This is an entry of another chain, {entry.Chain}; that of this case is {chain}.");
        }

        string previous = links.Count == 0 ? Hex.Zeros : links[^1].Hash;
        if (entry.PreviousHash != previous)
        {
            return At(
                Math.Max(1, entry.Sequence - 1),
                $"这一条被改动：第 {entry.Sequence} 条所链接的前一条哈希是 {entry.PreviousHash}，而前一条的哈希为 {previous}。",
                $"This entry was changed: entry {entry.Sequence} is chained to the hash {entry.PreviousHash}, "
                + $"the entry before has {previous}.");
        }

        return links.Count > 0 && at < links[^1].At
            ? At(
                entry.Sequence,
                $"时间倒退：{entry.At} 早于前一条的 {links[^1].Entry.At}，记录被倒填日期。",
                $"Time goes back: {entry.At} is before {links[^1].Entry.At} of the entry before; it is back-dated.")
            : null;
    }

    private Broken? Append(ReadOnlySpan<byte> line, LedgerEntryJson entry, DateTimeOffset at)
    {
        links.Add(new LedgerLink(entry, at, Hex.Sha256(line)));
        return null;
    }

    private Broken? CheckForm(LedgerEntryJson entry, out DateTimeOffset at)
    {
        bool sound = Instants.TryParse(entry.At, out at)
            && Hex.IsHash(entry.PreviousHash)
            && (entry.Changes ?? []).All(change => change is not null
                && (change.Before ?? change.After) is not null
                && (change.Before is null || Hex.IsHash(change.Before))
                && (change.After is null || Hex.IsHash(change.After)))
            && (entry.Changes ?? []).DistinctBy(change => change?.Row).Count() == (entry.Changes ?? []).Count
            && (entry.Histories ?? []).All(mark => mark is { Events: > 0 } && Hex.IsHash(mark.Hash));
        return sound
            ? null
            : At(
                links.Count + 1,
                "时间、哈希或行的写法不符合格式。",
                "A time, a hash or a row of this entry does not have the form that it must have.");
    }
}
