using System.Runtime.CompilerServices;
using Daoban.Workflows.Keys;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Anchors;

/// <summary>
/// Signs the heads of the chains that changed since the last anchor. May be killed at any instant and may run in two
/// processes at once: what is missing is found from the blobs and made up by the next run.
/// </summary>
public sealed partial class AnchorWriter
{
    private readonly AnchorMarks marks;
    private readonly ChainHeadReader heads;
    private readonly AnchorBlobs blobs;
    private readonly AnchorProgressRow progressRow;
    private readonly AnchorSeal seal;
    private readonly AnchorStamps stamps;
    private readonly TimeProvider clock;
    private readonly ILogger<AnchorWriter> logger;

    internal AnchorWriter(
        AnchorMarks marks,
        ChainHeadReader heads,
        AnchorBlobs blobs,
        AnchorProgressRow progressRow,
        AnchorSeal seal,
        AnchorStamps stamps,
        TimeProvider clock,
        ILogger<AnchorWriter> logger)
    {
        this.marks = marks;
        this.heads = heads;
        this.blobs = blobs;
        this.progressRow = progressRow;
        this.seal = seal;
        this.stamps = stamps;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Most chains in one anchor: its leaves stay below a megabyte, its paths below 14 hashes.</summary>
    internal int MostLeaves { get; init; } = 5_000;

    /// <summary>
    /// Anchors what is marked, in several anchors if it is much, and gets time stamps for those that lack one. A key or
    /// an authority that does not answer is logged; the marks stay, and the next run goes on.
    /// </summary>
    /// <exception cref="InvalidDataException">The anchors do not fit together, or one has gone.</exception>
    public async Task AnchorAsync(CancellationToken cancellationToken)
    {
        AnchorProgress before = await progressRow.ReadAsync(cancellationToken);
        long last = await blobs.FindLastAsync(before.Last, cancellationToken);
        // Of these the marks may not be settled either: their heads need no other anchor.
        HashSet<string> held = new(StringComparer.Ordinal);
        for (long anchor = before.Pointed + 1; anchor <= last; anchor++)
        {
            held.UnionWith((await seal.PointAsync(anchor, cancellationToken)).Lines);
        }

        await foreach (AnchorMark[] batch in BatchesAsync(cancellationToken))
        {
            try
            {
                last = await AnchorAsync(batch, held, last, cancellationToken);
            }
            catch (KeyUnavailableException failure)
            {
                // What this batch had anchored before is found by the next run.
                LogNotSigned(failure);
                break;
            }
        }

        AnchorProgress now = before with { Last = last, Pointed = last };
        await WriteAsync(before, now, cancellationToken);
        long stamped = await stamps.StampAsync(before.Stamped, last, cancellationToken);
        await WriteAsync(now, now with { Stamped = stamped }, cancellationToken);
    }

    private Task WriteAsync(AnchorProgress before, AnchorProgress now, CancellationToken cancellationToken) =>
        now == before ? Task.CompletedTask : progressRow.WriteAsync(now, cancellationToken);

    private async IAsyncEnumerable<AnchorMark[]> BatchesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<AnchorMark> batch = [];
        await foreach (AnchorMark mark in marks.ListAsync(cancellationToken))
        {
            batch.Add(mark);
            if (batch.Count == MostLeaves)
            {
                yield return [.. batch];
                batch.Clear();
            }
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }

    private async Task<long> AnchorAsync(
        AnchorMark[] batch, HashSet<string> held, long last, CancellationToken cancellationToken)
    {
        IEnumerable<AnchorMark> open = batch;
        while (true)
        {
            DateTimeOffset readAt = clock.GetUtcNow();
            ILookup<bool, (AnchorMark Mark, AnchorLeaf? Head)> read =
                (await heads.ReadAsync(open, cancellationToken)).ToLookup(item => IsHeld(item.Mark, item.Head, held));
            await SettleAsync(read[true], readAt, cancellationToken);
            if (!read[false].Any())
            {
                return last;
            }

            last++;
            LeafList leaves = await seal.MakeAsync(
                last, LeafList.Of(read[false].Select(item => item.Head!), readAt), cancellationToken);
            LogAnchored(last, leaves.Lines.Count);
            held.UnionWith(leaves.Lines);
            ILookup<bool, (AnchorMark Mark, AnchorLeaf? Head)> made =
                read[false].ToLookup(item => IsHeld(item.Mark, item.Head, held));
            await SettleAsync(made[true], readAt, cancellationToken);
            // Another process, now or before it died, had other leaves for this number. Heads are read again: a later
            // anchor must not hold an earlier head than the one before it.
            open = [.. made[false].Select(item => item.Mark)];
        }
    }

    // A chain without an entry has nothing to be held.
    private static bool IsHeld(AnchorMark mark, AnchorLeaf? head, HashSet<string> lines) =>
        head is null || head.Hash == mark.AnchoredHash || lines.Contains(head.ToText());

    private Task SettleAsync(
        IEnumerable<(AnchorMark Mark, AnchorLeaf? Head)> items,
        DateTimeOffset readAt,
        CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AnchorPointers.Parallel,
                CancellationToken = cancellationToken,
            },
            async (item, stop) => await marks.SettleAsync(item.Mark, item.Head?.Hash, readAt, stop));

    [LoggerMessage(7102, LogLevel.Information, "Anchor {Anchor} holds the heads of {Count} chains")]
    private partial void LogAnchored(long anchor, int count);

    [LoggerMessage(7103, LogLevel.Error, "Anchors cannot be signed; all marks stay, and the next run tries again")]
    private partial void LogNotSigned(Exception failure);
}
