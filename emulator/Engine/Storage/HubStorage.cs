using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Daoban.Emulator.Storage;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>A task hub's table and container, and where an instance lives in them.</summary>
internal sealed class HubStorage
{
    private const string HubPartition = "hub";
    private const int MostShards = 64;

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendPause = TimeSpan.FromMilliseconds(100);

    private readonly int shards;

    private HubStorage(StorageClients clients, HubNames names, int shards)
    {
        this.shards = shards;
        Table = clients.Tables.GetTableClient(names.Table);
        Commits = clients.Commits.GetTableClient(names.Table);
        Container = clients.Blobs.GetBlobContainerClient(names.Container);
        Payloads = new PayloadStore(Container);
        Partitions = [.. Enumerable.Range(0, shards).Select(PartitionName)];
    }

    /// <summary>The hub's table, with the SDK's retries.</summary>
    public TableClient Table { get; }

    /// <summary>The hub's table, without retries.</summary>
    public TableClient Commits { get; }

    public BlobContainerClient Container { get; }

    public PayloadStore Payloads { get; }

    /// <summary>Every shard's partition.</summary>
    public IReadOnlyList<string> Partitions { get; }

    /// <summary>Opens a hub, creating its table and container if they are missing.</summary>
    /// <param name="clients">The account.</param>
    /// <param name="hub">The hub's name.</param>
    /// <param name="shards">Shards of a new hub, 1 to 64; an existing one keeps its own number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<HubStorage> OpenAsync(
        StorageClients clients, string hub, int shards, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shards, MostShards);
        var names = new HubNames(hub);
        TableClient table = clients.Tables.GetTableClient(names.Table);
        await table.CreateIfNotExistsAsync(cancellationToken);
        await clients.Blobs.GetBlobContainerClient(names.Container)
            .CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var mine = new TableEntity(HubPartition, HubPartition)
        {
            ["Format"] = InstanceState.Format,
            ["Shards"] = shards,
        };
        try
        {
            await table.AddEntityAsync(mine, cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            TableEntity stored = await table.GetEntityAsync<TableEntity>(
                HubPartition, HubPartition, cancellationToken: cancellationToken);
            shards = stored.GetInt32("Format") is InstanceState.Format
                ? stored.GetInt32("Shards")!.Value
                : throw new InvalidDataException($"Task hub '{hub}' has another format.");
        }

        return new HubStorage(clients, names, shards);
    }

    /// <summary>The partition of an instance: a hash of its id that never changes.</summary>
    public string PartitionOf(string instanceId)
    {
        // FNV-1a: spread well, the same in every process, and simple enough to stay so.
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(instanceId))
        {
            hash = (hash ^ b) * 16777619;
        }

        return PartitionName((int)(hash % (uint)shards));
    }

    /// <summary>Reads an instance's row without history and outbox; null when there is none.</summary>
    public Task<InstanceState?> ReadStatusAsync(string instanceId, CancellationToken cancellationToken) =>
        ReadAsync(instanceId, InstanceRows.StatusColumns, cancellationToken);

    /// <summary>Reads an instance's whole row; null when there is none.</summary>
    public Task<InstanceState?> ReadAsync(string instanceId, CancellationToken cancellationToken) =>
        ReadAsync(instanceId, columns: null, cancellationToken);

    /// <summary>
    /// Reads an instance once its sends have arrived: until then they are in its row, and nobody may take it away.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has ended, but its sends do not arrive.</exception>
    public async Task<InstanceState?> ReadSettledAsync(string instanceId, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            InstanceState? state = await ReadAsync(instanceId, cancellationToken);
            if (state is not { IsTerminal: true, IsMarked: true })
            {
                return state;
            }

            if (Stopwatch.GetElapsedTime(began) > SendLimit)
            {
                throw new InvalidOperationException(
                    $"The orchestration with instance ID {instanceId} has messages that have not arrived.");
            }

            await Task.Delay(SendPause, cancellationToken);
        }
    }

    /// <summary>Reads the rows of a key range in order.</summary>
    public async IAsyncEnumerable<TableEntity> ReadRangeAsync(
        string partition,
        string fromKey,
        string beforeKey,
        string? filter = null,
        int? pageSize = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string range = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {fromKey} and RowKey lt {beforeKey}");
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(
            filter is null ? range : $"{range} and ({filter})", pageSize, cancellationToken: cancellationToken))
        {
            yield return row;
        }
    }

    private async Task<InstanceState?> ReadAsync(
        string instanceId, IReadOnlyList<string>? columns, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await Table.GetEntityIfExistsAsync<TableEntity>(
            PartitionOf(instanceId), RowKeys.Instance(instanceId), columns, cancellationToken);
        return row.HasValue ? InstanceRows.FromRow(row.Value!) : null;
    }

    private static string PartitionName(int shard) => string.Create(CultureInfo.InvariantCulture, $"s{shard:D2}");
}
