using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Audit;

/// <summary>
/// Finds ledger entries by what auditors ask for, a projection: table <c>auditindex</c>, a partition per key
/// (<see cref="AuditIndexRules"/>), rows from the newest on. A page is one storage request, however many cases there
/// are.
/// </summary>
public sealed class AuditIndex
{
    /// <summary>Hits of a page at most.</summary>
    public const int PageSize = 50;

    private const int Format = 1;
    private const string ActionColumn = "Action";
    private const string CaseIdColumn = "CaseId";
    private const string JsonColumn = "Json";
    private const long LastSequence = 9_999_999_999;

    private readonly TableClient table;
    private readonly CaseFileStore store;

    internal AuditIndex(StorageAccount storage, CaseFileStore store)
    {
        table = storage.Tables.GetTableClient(ReadingIndex.TableName);
        this.store = store;
    }

    /// <summary>
    /// Forgets whose case it is: called before the case's personal data are deleted. Its other entries stay to be
    /// found. Safe to repeat.
    /// </summary>
    public async Task ForgetPersonAsync(CaseFile file, CancellationToken cancellationToken)
    {
        foreach (AuditIndexEntry entry in await EntriesOfAsync(file, cancellationToken))
        {
            if (entry.Person is { } person)
            {
                await table.DeleteEntityAsync(
                    AuditIndexRules.OfPerson(person), RowKey(file.CaseId, entry), ETag.All, cancellationToken);
            }

            await WriteAsync(file.CaseId, entry with { Person = null }, cancellationToken);
        }
    }

    /// <summary>Writes an entry's rows. Safe to repeat.</summary>
    internal Task WriteAsync(string caseId, AuditIndexEntry entry, CancellationToken cancellationToken) =>
        Task.WhenAll(AuditIndexRules.PartitionsOf(entry).Select(partition => table.UpsertEntityAsync(
            ToEntity(partition, caseId, entry), TableUpdateMode.Replace, cancellationToken)));

    /// <summary>What a case's ledger gives to find, by the case as it stands.</summary>
    internal async Task<IReadOnlyList<AuditIndexEntry>> EntriesOfAsync(
        CaseFile file, CancellationToken cancellationToken)
    {
        IReadOnlyList<LedgerLine> lines = await store.LoadLedgerAsync(file.CaseId, cancellationToken);
        return [.. lines.Select(line => AuditIndexEntry.Of(file.Record, line.Entry)).OfType<AuditIndexEntry>()];
    }

    /// <summary>One page.</summary>
    internal async Task<(IReadOnlyList<AuditHit> Hits, string? Continuation)> FindAsync(
        AuditQuery query, string? continuation, CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            FilterOf(query), PageSize, cancellationToken: cancellationToken);
        await foreach (Page<TableEntity> page in rows.AsPages(continuation, PageSize))
        {
            return ([.. page.Values.Select(Read)], page.ContinuationToken);
        }

        return ([], null);
    }

    /// <summary>Entries of one day in China and certain actions, since an instant, the newest first.</summary>
    internal async IAsyncEnumerable<(string CaseId, AuditIndexEntry Entry)> ReadDayAsync(
        DateOnly day,
        DateTimeOffset since,
        IReadOnlyList<string> actions,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AuditIndexRules.OfDay(day)} and RowKey lt {CountDown(since.AddTicks(-1))}");
        string wanted = string.Join(" or ", actions.Select(action => $"{ActionColumn} eq '{action}'"));
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            $"{filter} and ({wanted})", select: [CaseIdColumn, JsonColumn], cancellationToken: cancellationToken))
        {
            yield return (
                row.GetString(CaseIdColumn), RowJson.Deserialize<AuditIndexEntry>(row.GetString(JsonColumn)));
        }
    }

    /// <summary>A row of one of an entry's partitions.</summary>
    internal static TableEntity ToEntity(string partition, string caseId, AuditIndexEntry entry)
    {
        TableEntity row = new(partition, RowKey(caseId, entry))
        {
            [RowFormat.Column] = Format,
            [JsonColumn] = RowJson.Serialize(entry),
            [CaseIdColumn] = caseId,
            [ActionColumn] = entry.Action,
        };
        foreach ((string column, string? value) in AuditQuery.ColumnsOf(entry))
        {
            if (value is not null)
            {
                row[column] = value;
            }
        }

        return row;
    }

    private static AuditHit Read(TableEntity row)
    {
        RowFormat.Require(row, Format, ReadingIndex.TableName);
        return AuditHit.Of(
            row.GetString(CaseIdColumn), RowJson.Deserialize<AuditIndexEntry>(row.GetString(JsonColumn)));
    }

    private static string RowKey(string caseId, AuditIndexEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{CountDown(entry.At)}|{caseId}|{LastSequence - entry.Sequence:D10}");

    private static string CountDown(DateTimeOffset instant) => string.Create(
        CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.Ticks - instant.UtcTicks:D19}");

    // The most selective key names the partition; the other criteria are filters within it.
    private static string FilterOf(AuditQuery query)
    {
        List<string> terms = [query.Partition is { } partition
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : DaysOf(query)];
        if (query.Before is { } before)
        {
            terms.Add(TableClient.CreateQueryFilter($"RowKey ge {CountDown(before.AddTicks(-1))}"));
        }

        if (query.Since is { } since)
        {
            terms.Add(TableClient.CreateQueryFilter($"RowKey lt {CountDown(since.AddTicks(-1))}"));
        }

        terms.AddRange(
            from criterion in query.Columns
            where criterion.Wanted is not null
            select $"{criterion.Column} eq '{criterion.Wanted}'");
        return string.Join(" and ", terms);
    }

    private static string DaysOf(AuditQuery query)
    {
        string newest = AuditIndexRules.OfDay(query.To ?? DateOnly.MaxValue);
        string oldest = AuditIndexRules.OfDay(query.From ?? DateOnly.MinValue);
        return TableClient.CreateQueryFilter($"PartitionKey ge {newest} and PartitionKey le {oldest}");
    }
}
