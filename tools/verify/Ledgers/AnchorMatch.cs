using Daoban.Verify.Anchors;
using Daoban.Verify.Findings;
using Daoban.Verify.Formats;

namespace Daoban.Verify.Ledgers;

/// <summary>Compares a chain with what the anchors say of it.</summary>
internal static class AnchorMatch
{
    /// <param name="ledger">Whole in itself.</param>
    /// <param name="anchors">Sound, in their order.</param>
    /// <param name="confirmed">Sequence number of the last entry that an anchor confirms.</param>
    public static Broken? Check(Ledger ledger, IReadOnlyList<Anchor> anchors, out long confirmed)
    {
        confirmed = 0;
        foreach (Anchor anchor in anchors)
        {
            if (CheckHash(ledger, anchor, confirmed) is { } broken)
            {
                return broken;
            }

            confirmed = Math.Max(confirmed, anchor.Sequence);
        }

        return anchors.Select(anchor => CheckTimes(ledger, anchor)).FirstOrDefault(broken => broken is not null);
    }

    private static Broken? CheckHash(Ledger ledger, Anchor anchor, long confirmed)
    {
        if (anchor.Sequence > ledger.Links.Count)
        {
            return Ledger.At(
                ledger.Links.Count,
                $"台账被截断：锚点 {anchor.Number} 证明第 {anchor.Sequence} 条曾经存在，台账只到第 {ledger.Links.Count} 条。",
                $"The chain is truncated: anchor {anchor.Number} proves that entry {anchor.Sequence} existed, the "
                + $"ledger ends with entry {ledger.Links.Count}.");
        }

        LedgerLink link = ledger.Links[(int)anchor.Sequence - 1];
        return link.Hash == anchor.Hash
            ? null
            : Ledger.At(
                anchor.Sequence,
                $"台账在第 {confirmed} 条之后、至此条为止被改写：锚点 {anchor.Number} 中此条的哈希是 {anchor.Hash}，实为 {link.Hash}。",
                $"The chain was rewritten after entry {confirmed} and up to this one: anchor {anchor.Number} has the "
                + $"hash {anchor.Hash}, this entry has {link.Hash}.");
    }

    private static Broken? CheckTimes(Ledger ledger, Anchor anchor)
    {
        LedgerLink last = ledger.Links[(int)anchor.Sequence - 1];
        if (last.At > anchor.At + Instants.Tolerance)
        {
            return Ledger.At(
                last.Sequence,
                $"时间 {last.Entry.At} 晚于已包含此条的锚点 {anchor.Number}（{Instants.InUtc(anchor.At)}）。",
                $"Its time {last.Entry.At} is after anchor {anchor.Number} ({Instants.InUtc(anchor.At)}), which holds "
                + "it already.");
        }

        LedgerLink? next = ledger.Links.ElementAtOrDefault((int)anchor.Sequence);
        return next is not null && next.At < anchor.ReadAt - Instants.Tolerance
            ? Ledger.At(
                next.Sequence,
                $"被倒填日期：时间 {next.Entry.At}，但锚点 {anchor.Number} 在 {Instants.InUtc(anchor.ReadAt)} 读取时此条尚不存在。",
                $"It is back-dated: it says {next.Entry.At}, but when anchor {anchor.Number} was read at "
                + $"{Instants.InUtc(anchor.ReadAt)}, it did not exist.")
            : null;
    }
}
