using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Engine.Client;

/// <summary>Finds instances by age, status and the beginning of their ids, in the order of their ids.</summary>
internal sealed class InstanceReader(HubStorage storage)
{
    /// <summary>Reads one page.</summary>
    /// <param name="query">What to find; its continuation token is not looked at.</param>
    /// <param name="pageSize">Most instances to return, at least 1.</param>
    /// <param name="afterKey">Row key of the last instance of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The instances, and the row key to go on after; null when there are no more.</returns>
    public async Task<(IReadOnlyList<InstanceState> Found, string? LastKey)> ReadAsync(
        OrchestrationQuery query, int pageSize, string? afterKey, CancellationToken cancellationToken)
    {
        // Every shard may hold the next ones, so each gives a page; the first of all of them are the page.
        IReadOnlyList<InstanceState>[] shards = await Task.WhenAll(storage.Partitions.Select(partition =>
            ReadShardAsync(partition, query, pageSize + 1, afterKey, cancellationToken)));
        InstanceState[] found = [.. shards.SelectMany(shard => shard)
            .OrderBy(state => RowKeys.Instance(state.InstanceId), StringComparer.Ordinal)
            .Take(pageSize + 1)];
        return found.Length <= pageSize
            ? (found, null)
            : (found[..pageSize], RowKeys.Instance(found[pageSize - 1].InstanceId));
    }

    private async Task<IReadOnlyList<InstanceState>> ReadShardAsync(
        string partition, OrchestrationQuery query, int most, string? afterKey, CancellationToken cancellationToken)
    {
        string filter = string.Join(" and ", Conditions(partition, query, afterKey));
        var found = new List<InstanceState>();
        await foreach (Page<TableEntity> page in storage.Table
            .QueryAsync<TableEntity>(filter, Math.Min(most, 1000), InstanceRows.StatusColumns, cancellationToken)
            .AsPages())
        {
            found.AddRange(page.Values.Select(InstanceRows.FromRow));
            if (found.Count >= most)
            {
                break;
            }
        }

        return found;
    }

    private static IEnumerable<string> Conditions(string partition, OrchestrationQuery query, string? afterKey)
    {
        string prefix = RowKeys.Instance(query.InstanceIdPrefix ?? string.Empty);
        yield return TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {RowKeys.After(prefix)}");
        if (afterKey is not null)
        {
            yield return TableClient.CreateQueryFilter($"RowKey gt {afterKey}");
        }

        if (query.CreatedFrom is { } from)
        {
            yield return TableClient.CreateQueryFilter($"CreatedAt ge {from}");
        }

        if (query.CreatedTo is { } to)
        {
            yield return TableClient.CreateQueryFilter($"CreatedAt le {to}");
        }

        OrchestrationRuntimeStatus[] statuses = [.. query.Statuses ?? []];
        if (statuses.Length > 0)
        {
            yield return "(" + string.Join(" or ", statuses.Distinct().Select(status =>
                string.Create(CultureInfo.InvariantCulture, $"Status eq {(int)(OrchestrationStatus)status}"))) + ")";
        }
    }
}
