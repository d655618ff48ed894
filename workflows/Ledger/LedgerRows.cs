using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Ledger;

/// <summary>Rows of a chain inside its partition: the head, and a row per entry.</summary>
internal static class LedgerRows
{
    public const string Head = "head";

    private const int Format = 2;
    private const string Prefix = "l|";
    private const string Commit = "Commit";

    /// <summary>Filter for the entries of a partition alone, in order.</summary>
    public static string EntriesOnly(string partition) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge 'l|' and RowKey lt 'l}}'");

    public static string Entry(long sequence) => Prefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

    /// <param name="partition">The chain's partition.</param>
    /// <param name="line">The entry.</param>
    /// <param name="commitId">Of the commit that writes it, to recognise one whose answer was lost.</param>
    public static TableEntity ToEntity(string partition, LedgerLine line, string commitId) =>
        new(partition, Entry(line.Entry.Sequence))
        {
            [RowFormat.Column] = Format,
            ["Json"] = line.Text,
            [Commit] = commitId,
        };

    public static TableEntity ToEntity(string partition, ChainHead head) => new(partition, Head)
    {
        [RowFormat.Column] = Format,
        ["Json"] = RowJson.Serialize(head),
    };

    public static LedgerLine ReadLine(TableEntity row)
    {
        RowFormat.Require(row, Format, $"Row {row.RowKey}");
        return LedgerLine.Of(row.GetString("Json"));
    }

    public static ChainHead ReadHead(TableEntity row)
    {
        RowFormat.Require(row, Format, $"Row {row.RowKey}");
        return RowJson.Deserialize<ChainHead>(row.GetString("Json"));
    }

    /// <summary>Where a chain ends, of its head's row.</summary>
    public static ChainPosition PositionOf(TableEntity head)
    {
        ChainHead read = ReadHead(head);
        return new ChainPosition(read.Sequence, read.Hash);
    }

    /// <summary>Whether the entry of this number was written by this commit.</summary>
    public static async Task<bool> HoldsAsync(
        TableClient table, string partition, long sequence, string commitId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            partition, Entry(sequence), [Commit], cancellationToken);
        return row.HasValue && row.Value!.GetString(Commit) == commitId;
    }

    /// <summary>All entries of a partition, in order.</summary>
    public static async Task<IReadOnlyList<LedgerLine>> LoadAsync(
        TableClient table, string partition, CancellationToken cancellationToken)
    {
        List<LedgerLine> lines = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            EntriesOnly(partition), cancellationToken: cancellationToken))
        {
            lines.Add(ReadLine(row));
        }

        return lines;
    }
}
