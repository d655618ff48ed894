using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Anchors;

/// <summary>Reads the heads of marked chains, whatever their kind.</summary>
internal sealed partial class ChainHeadReader(IEnumerable<IChainHeads> readers, ILogger<ChainHeadReader> logger)
{
    private readonly Dictionary<string, IChainHeads> readers =
        readers.ToDictionary(reader => reader.Kind, StringComparer.Ordinal);

    /// <summary>
    /// The heads of the marked chains; null for a chain without an entry. A chain that cannot be read is left out and
    /// logged: its mark stays, and the others do not wait for it.
    /// </summary>
    public async Task<IReadOnlyCollection<(AnchorMark Mark, AnchorLeaf? Head)>> ReadAsync(
        IEnumerable<AnchorMark> marks, CancellationToken cancellationToken)
    {
        ConcurrentBag<(AnchorMark, AnchorLeaf?)> heads = [];
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = AnchorPointers.Parallel,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(marks, options, async (mark, stop) =>
        {
            try
            {
                ChainPosition? head = await ReaderOf(mark.Chain).ReadAsync(mark.Chain, stop);
                heads.Add((mark, head is null ? null : new AnchorLeaf(mark.Chain, head.Sequence, head.Hash)));
            }
            catch (Exception unreadable) when (
                unreadable is InvalidOperationException or InvalidDataException or JsonException)
            {
                LogUnreadable(mark.Chain, unreadable.GetType().Name);
            }
        });
        return heads;
    }

    private IChainHeads ReaderOf(string chain) =>
        readers.TryGetValue(chain.Split('/')[0], out IChainHeads? reader)
            ? reader
            : throw new InvalidOperationException("No reader for chains of this kind.");

    [LoggerMessage(7106, LogLevel.Error, "Chain {Chain}: its head cannot be read ({ErrorType}), its mark stays")]
    private partial void LogUnreadable(string chain, string errorType);
}
