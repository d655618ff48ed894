using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Alerts;

/// <summary>
/// Table <c>alerts</c>, partition = day in China, row = the alert's id, which kind and person make: however often and
/// wherever it is raised, there is one.
/// </summary>
internal sealed class AlertStore(StorageAccount storage)
{
    public const string TableName = "alerts";

    private const int Format = 1;
    private const int PageSize = 100;
    private const int IdDigits = 32;
    private const string Json = "Json";

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>The id of an alert within its day.</summary>
    public static string IdOf(string kind, string actorId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}|{actorId}")))[..IdDigits];

    /// <summary>Whether a page of that many may have another one behind it.</summary>
    public static bool IsFull(int count) => count == PageSize;

    /// <summary>Keeps an alert.</summary>
    /// <returns>False when there is one already.</returns>
    public async Task<bool> TryAddAsync(DateOnly day, AlertRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(
                ToEntity(day, IdOf(record.Kind, record.ActorId), record), cancellationToken);
            return true;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            return false;
        }
    }

    /// <summary>An alert with the version of its row; null when there is none.</summary>
    public async Task<(AlertRecord Record, ETag Tag)?> FindAsync(
        DateOnly day, string alertId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            Days.Text(day), alertId, cancellationToken: cancellationToken);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Replaces an alert.</summary>
    /// <returns>False when another was faster, perhaps with this very change.</returns>
    public async Task<bool> TryReplaceAsync(
        DateOnly day, string alertId, AlertRecord record, ETag tag, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(
                ToEntity(day, alertId, record), tag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    /// <summary>One page of a day's alerts, after the one of id <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<(string Id, AlertRecord Record)>> ListAsync(
        DateOnly day, string after, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Days.Text(day)} and RowKey gt {after}");
        await foreach (Page<TableEntity> page in table
            .QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken).AsPages())
        {
            return [.. page.Values.Select(row => (row.RowKey, Read(row)))];
        }

        return [];
    }

    private static TableEntity ToEntity(DateOnly day, string alertId, AlertRecord record) =>
        new(Days.Text(day), alertId)
        {
            [RowFormat.Column] = Format,
            [Json] = RowJson.Serialize(record),
        };

    private static AlertRecord Read(TableEntity row)
    {
        RowFormat.Require(row, Format, TableName);
        return RowJson.Deserialize<AlertRecord>(row.GetString(Json));
    }
}
