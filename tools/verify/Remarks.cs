using Daoban.Verify.Anchors;
using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Ledgers;
using Daoban.Verify.Manifests;
using Daoban.Verify.Packages;
using Daoban.Verify.Rows;

namespace Daoban.Verify;

/// <summary>What is said of checks that held.</summary>
internal static class Remarks
{
    private static readonly TimeSpan UsualDelay = TimeSpan.FromDays(1);

    public static Remark Of(Manifest manifest) => new(
        $"清单：办件 {manifest.CaseId}，由密钥 {manifest.KeyId} 签名，自称导出于北京时间 {Instants.InBeijing(manifest.ExportedAt)}。",
        $"Manifest: case {manifest.CaseId}, signed with key {manifest.KeyId}, says that it was exported at "
        + $"{Instants.InUtc(manifest.ExportedAt)}.");

    public static IEnumerable<Remark> Of(Ledger ledger, IReadOnlyList<Anchor> anchors, bool isTrusted)
    {
        LedgerLink first = ledger.Links[0];
        LedgerLink last = ledger.Links[^1];
        yield return new Remark(
            $"台账：{ledger.Links.Count} 条，逐条相连，止于签名的链头；记录时间自北京时间 {Instants.InBeijing(first.At)} "
            + $"至 {Instants.InBeijing(last.At)}。",
            $"Ledger: {ledger.Links.Count} entries, each chained to the one before, up to the signed head; "
            + $"entered from {Instants.InUtc(first.At)} to {Instants.InUtc(last.At)}.");
        foreach (Anchor anchor in anchors)
        {
            yield return Of(anchor);
        }

        long stamped = anchors.Where(anchor => anchor.Stamp is not null).Max(anchor => anchor.Sequence);
        if (stamped < ledger.Links.Count)
        {
            yield return new Remark(
                $"注意：第 {stamped + 1} 至 {ledger.Links.Count} 条没有时间戳，只由清单的签名证明。",
                $"Note: entries {stamped + 1} to {ledger.Links.Count} have no time stamp; the manifest's signature "
                + "alone vouches for them.");
        }

        if (FindLate(ledger, anchors) is { } late)
        {
            yield return new Remark(
                $"注意：自第 {late.Link.Sequence} 条起有记录的时间比证明其存在的最早时间戳早一天以上（此条自称 {late.Link.Entry.At}，"
                + $"时间戳 {Instants.InUtc(late.Stamp.At)}）：没有什么证明它们有那么早。",
                $"Note: from entry {late.Link.Sequence} on there are entries that are more than a day older than the "
                + $"first time stamp over them (it says {late.Link.Entry.At}, the time stamp "
                + $"{Instants.InUtc(late.Stamp.At)}): nothing proves that they are that old.");
        }

        if (!isTrusted)
        {
            yield return new Remark(
                "注意：时间戳的签名有效，但没有与受信任的机构证书核对；请用 --tsa-certificate 指定。",
                "Note: the time stamps are validly signed, but their authority was not checked against a trusted "
                + "certificate; give one with --tsa-certificate.");
        }
    }

    public static IEnumerable<Remark> Of(IReadOnlyDictionary<string, (int Events, int Hashed)> histories) =>
        from history in histories
        select new Remark(
            $"流程历史 {history.Key}：{history.Value.Events} 个事件，其中前 {history.Value.Hashed} 个的哈希记入台账。",
            $"History {history.Key}: {history.Value.Events} events, of which the ledger holds the hash of the first "
            + $"{history.Value.Hashed}.");

    public static Remark Of(RowReader rows, RowStates states)
    {
        int shredded = rows.Rows.Values.Count(row => row.Salt is null);
        return shredded == 0
            ? new Remark(
                $"案卷：{rows.Rows.Count} 行与台账的承诺值一致（共 {states.Changes} 次改动）。",
                $"Case file: {rows.Rows.Count} rows have the content to which the ledger is committed "
                + $"({states.Changes} changes).")
            : new Remark(
                $"案卷：{rows.Rows.Count} 行，其中 {shredded} 行因个人信息已删除（台账第 {rows.Shredding?.Sequence} 条）不能再核对内容。",
                $"Case file: {rows.Rows.Count} rows, of which {shredded} can no longer be checked, because the "
                + $"personal data was deleted (entry {rows.Shredding?.Sequence}).");
    }

    public static Remark OfOriginals(Manifest manifest, int documents, bool isFolderGiven, bool areShredded)
    {
        if (areShredded)
        {
            return new Remark(
                $"材料原件：{documents} 份，个人信息已删除，原件可能已不存在；仍在的与案卷一致。",
                $"Originals: {documents}; the personal data was deleted, they may be gone; those that are left are as "
                + "in the case file.");
        }

        return manifest.OriginalsIncluded || isFolderGiven
            ? new Remark(
                $"材料原件：{documents} 份与案卷记录的长度和 SHA-256 一致。",
                $"Originals: {documents} have the length and the SHA-256 of the case file.")
            : new Remark(
                $"注意：{documents} 份材料的原件不在包内，没有核对；请用 --originals 指定其文件夹。",
                $"Note: the originals of {documents} documents are not in the package and were not checked; give their "
                + "folder with --originals.");
    }

    public static Remark OfFiles(Package package) => new(
        $"文件：{package.Files.Count} 个，与清单逐一相符，压缩包为导出时的原样。",
        $"Files: {package.Files.Count}, exactly those of the manifest; the archive is as it was exported.");

    // Anchors are made every few minutes. A chain of which only young ones are shown may have been written anew.
    private static (LedgerLink Link, TimeStamp Stamp)? FindLate(Ledger ledger, IReadOnlyList<Anchor> anchors)
    {
        foreach (LedgerLink link in ledger.Links)
        {
            TimeStamp? first = anchors.FirstOrDefault(anchor =>
                anchor.Stamp is not null && anchor.Sequence >= link.Sequence)?.Stamp;
            if (first is not null && first.At - link.At > UsualDelay)
            {
                return (link, first);
            }
        }

        return null;
    }

    private static Remark Of(Anchor anchor) => anchor.Stamp is { } stamp
        ? new Remark(
            $"锚点 {anchor.Number}：第 1 至 {anchor.Sequence} 条最迟在北京时间 {Instants.InBeijing(stamp.At)} 已经存在"
            + $"（时间戳：{stamp.Authority}）。",
            $"Anchor {anchor.Number}: entries 1 to {anchor.Sequence} existed at {Instants.InUtc(stamp.At)} at the "
            + $"latest (time stamp by {stamp.Authority}); signed with key {anchor.KeyId} at {anchor.AtInUtc}.")
        : new Remark(
            $"锚点 {anchor.Number}：第 1 至 {anchor.Sequence} 条，没有时间戳，自称签于北京时间 {Instants.InBeijing(anchor.At)}。",
            $"Anchor {anchor.Number}: entries 1 to {anchor.Sequence}, without a time stamp; says that it was signed at "
            + $"{anchor.AtInUtc} with key {anchor.KeyId}.");
}
