using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Anchors;

/// <summary>
/// Which chains may have changed since the last anchor: table <c>anchormarks</c>, one row for each, so that anchoring
/// costs what changed and not what there is. Partition = first hex digit of the SHA-256 of the chain.
/// </summary>
internal sealed partial class AnchorMarks(StorageAccount storage, TimeProvider clock, ILogger<AnchorMarks> logger)
{
    public const string TableName = "anchormarks";

    /// <summary>
    /// How long a commit may take after its mark was put. A younger mark is not removed: the commit that it announces
    /// may come after the head was read.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    // A mark that this process put is there for at least Grace: what is committed in the first third of that needs no
    // other one. The rest is for slow commits and for clocks that differ.
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(20);

    private const int Remembered = 1_000;
    private const int Format = 1;
    private const string ChainColumn = "Chain";
    private const string PutAtColumn = "PutAt";
    private const string AnchoredColumn = "Anchored";

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);
    private readonly ConcurrentDictionary<string, DateTimeOffset> put = new(StringComparer.Ordinal);

    /// <summary>
    /// Announces a commit to a chain. Called before the commit, which must be over within <see cref="Grace"/> or be
    /// announced again. Repeating it is harmless; soon after, it costs nothing.
    /// </summary>
    public async Task PutAsync(string chain, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (put.TryGetValue(chain, out DateTimeOffset before) && before <= now && now < before + GoodFor)
        {
            return;
        }

        TableEntity row = new(ShardOf(chain), ChainKeys.KeyOf(chain))
        {
            [RowFormat.Column] = Format,
            [ChainColumn] = chain,
            [PutAtColumn] = now,
        };
        // Merged: what is anchored already stays known.
        await table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
        if (put.Count >= Remembered)
        {
            put.Clear();
        }

        put[chain] = now;
    }

    /// <summary>All marks. One of a format that this build does not know stays and is logged.</summary>
    public async IAsyncEnumerable<AnchorMark> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (row[RowFormat.Column] is Format
                && row[ChainColumn] is string chain
                && row[PutAtColumn] is DateTimeOffset putAt)
            {
                yield return new AnchorMark(chain, putAt, row.GetString(AnchoredColumn), row.ETag);
            }
            else
            {
                LogUnreadable(row.RowKey);
            }
        }
    }

    /// <summary>
    /// Removes a mark whose chain's head an anchor holds, or notes the anchored head in one that is too young to go. A
    /// mark that was put again meanwhile stays as it is.
    /// </summary>
    /// <param name="mark">As it was listed.</param>
    /// <param name="anchoredHash">The head that is anchored; null when the chain has no entry.</param>
    /// <param name="readAt">When that head was read, at the earliest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SettleAsync(
        AnchorMark mark, string? anchoredHash, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        string shard = ShardOf(mark.Chain);
        string key = ChainKeys.KeyOf(mark.Chain);
        try
        {
            if (mark.PutAt + Grace <= readAt)
            {
                await table.DeleteEntityAsync(shard, key, mark.Tag, cancellationToken);
            }
            else if (anchoredHash is not null && anchoredHash != mark.AnchoredHash)
            {
                TableEntity noted = new(shard, key) { [AnchoredColumn] = anchoredHash };
                await table.UpdateEntityAsync(noted, mark.Tag, TableUpdateMode.Merge, cancellationToken);
            }
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Put again, or settled by another process. Also the echo of our own success.
        }
    }

    private static string ShardOf(string chain) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(chain)))[..1];

    [LoggerMessage(7101, LogLevel.Error, "Anchor mark {Row} cannot be read by this build, stays")]
    private partial void LogUnreadable(string row);
}
