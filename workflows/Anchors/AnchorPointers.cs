using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Anchors;

/// <summary>
/// Finds the anchors of a chain at a cost that does not grow with the other anchors: table <c>anchorproofs</c>,
/// partition = chain, one row for each anchor that holds it. Rebuilt from the blobs.
/// </summary>
internal sealed class AnchorPointers(StorageAccount storage)
{
    public const string TableName = "anchorproofs";

    /// <summary>Rows that are written at the same time.</summary>
    public const int Parallel = 16;

    private const int Format = 1;
    private const string LeafColumn = "Leaf";
    private const string IndexColumn = "Index";
    private const string PathColumn = "Path";

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Writes the pointers to one anchor; repeating it is harmless.</summary>
    public Task PutAsync(long anchor, LeafList leaves, MerkleTree tree, CancellationToken cancellationToken) =>
        System.Threading.Tasks.Parallel.ForEachAsync(
            leaves.Lines.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (leaf, stop) => await table.UpsertEntityAsync(
                Row(anchor, leaf.Item, leaf.Index, tree), TableUpdateMode.Replace, stop));

    /// <summary>The anchors that hold a chain, in their order.</summary>
    /// <exception cref="UnknownFormatException">A row of a format that this build does not know.</exception>
    public async IAsyncEnumerable<AnchorPointer> ListAsync(
        string chain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {ChainKeys.KeyOf(chain)}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            RowFormat.Require(row, Format, $"A row of {TableName}");
            yield return new AnchorPointer(
                long.Parse(row.RowKey, CultureInfo.InvariantCulture),
                row.GetString(LeafColumn),
                row.GetInt32(IndexColumn)!.Value,
                row.GetString(PathColumn).Split(',', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static TableEntity Row(long anchor, string line, int index, MerkleTree tree) => new(
        ChainKeys.KeyOf(AnchorLeaf.Parse(line).Chain), anchor.ToString("D10", CultureInfo.InvariantCulture))
    {
        [RowFormat.Column] = Format,
        [LeafColumn] = line,
        [IndexColumn] = index,
        [PathColumn] = string.Join(',', tree.PathOf(index).Select(Convert.ToHexStringLower)),
    };
}
