using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Lets a client in another process tell the owner which shard it has put something into: one small row per shard, so
/// that an idle owner reads one partition instead of every inbox.
/// </summary>
internal sealed class DoorBell(HubStorage storage)
{
    private const string Bells = "bell";
    private readonly Dictionary<string, ETag> heard = [];

    /// <summary>
    /// Called after the insert. A ring that gets lost costs time only: all inboxes are read now and then.
    /// </summary>
    public async Task RingAsync(string partition, CancellationToken cancellationToken) =>
        await storage.Table.UpsertEntityAsync(
            new TableEntity(Bells, partition) { ["Ring"] = Guid.NewGuid() },
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>The bells that rang since their last answer, by shard; all that ever rang at first.</summary>
    public async Task<IReadOnlyDictionary<string, ETag>> ListenAsync(CancellationToken cancellationToken)
    {
        var now = new Dictionary<string, ETag>();
        await foreach (TableEntity bell in storage.Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Bells}"), cancellationToken: cancellationToken))
        {
            if (heard.GetValueOrDefault(bell.RowKey) != bell.ETag)
            {
                now[bell.RowKey] = bell.ETag;
            }
        }

        return now;
    }

    /// <summary>What this ring was for has been read.</summary>
    public void Answer(string partition, ETag ring) => heard[partition] = ring;
}
