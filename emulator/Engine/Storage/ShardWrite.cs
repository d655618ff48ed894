using Azure;
using Azure.Data.Tables;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Rows of one shard that are stored together or not at all; at most 100.</summary>
/// <param name="Partition">The shard.</param>
/// <param name="Subject">Whose rows these are. Two writes of one subject never share a transaction.</param>
/// <param name="Actions">The rows.</param>
/// <param name="StoreAlone">
/// Stores them in a transaction of their own and returns their ETags as far as the answer tells them. Told whether an
/// earlier try may have stored them already.
/// </param>
internal sealed record ShardWrite(
    string Partition,
    string Subject,
    IReadOnlyList<TableTransactionAction> Actions,
    Func<bool, CancellationToken, Task<IReadOnlyList<ETag>>> StoreAlone)
{
    // What a row costs beside its binary and text columns: names, types, numbers, and the part's own headers.
    private const int RowOverhead = 2048;

    /// <summary>About how many bytes the rows take in a request.</summary>
    public long Bytes { get; } = Actions.Sum(action => RowOverhead + SizeOf((TableEntity)action.Entity));

    private static long SizeOf(TableEntity row)
    {
        long size = 0;
        foreach ((_, object? value) in row)
        {
            size += value switch
            {
                // Base64.
                byte[] bytes => bytes.Length * 4L / 3,
                // At worst, three bytes a character.
                string text => text.Length * 3L,
                _ => 0,
            };
        }

        return size;
    }
}
