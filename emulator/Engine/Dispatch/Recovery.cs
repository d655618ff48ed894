using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Finds what there is to do in storage: messages, work marks and timers, and nothing else. Instances that only wait
/// are not read, nor those that have ended.
/// </summary>
internal sealed class Recovery(IEngineRun run)
{
    private static readonly string Live = $"{MessageRows.Live} eq true";

    /// <summary>Wakes every instance of a shard that has work, as after a start.</summary>
    public async Task RecoverAsync(string partition, CancellationToken cancellationToken)
    {
        await run.TimersIn(partition).LoadAsync(cancellationToken);
        await ReadMessagesAsync(partition, cancellationToken);
        await foreach (TableEntity mark in run.Storage.ReadRangeAsync(
            partition, RowKeys.Works, RowKeys.After(RowKeys.Works), cancellationToken: cancellationToken))
        {
            run.Deliver(RowKeys.IdOf(mark.RowKey[RowKeys.Works.Length..]), Delivery.Nudge);
        }
    }

    /// <summary>Finds what another process has put in: messages, and scheduled starts among the timers.</summary>
    public async Task ReadArrivedAsync(string partition, CancellationToken cancellationToken)
    {
        await ReadMessagesAsync(partition, cancellationToken);
        await run.TimersIn(partition).LoadStartsAsync(cancellationToken);
    }

    /// <summary>Delivers the messages in a shard's inboxes; those that are under way already are recognised.</summary>
    private async Task ReadMessagesAsync(string partition, CancellationToken cancellationToken)
    {
        // The rows of one instance stand together.
        var together = new List<Delivery>();
        string? instanceId = null;
        await foreach (TableEntity row in run.Storage.ReadRangeAsync(
            partition, RowKeys.Messages, RowKeys.After(RowKeys.Messages), Live, cancellationToken: cancellationToken))
        {
            InboxMessage message = await MessageRows.FromRowAsync(row, run.Storage.Payloads, cancellationToken);
            if (message.InstanceId != instanceId && instanceId is not null)
            {
                run.DeliverStored(instanceId, [.. together]);
                together.Clear();
            }

            instanceId = message.InstanceId;
            together.Add(Delivery.Of(message));
        }

        if (instanceId is not null)
        {
            run.DeliverStored(instanceId, together);
        }
    }

    /// <summary>Deletes tombstones of messages consumed before <paramref name="limit" />.</summary>
    public async Task SweepAsync(string partition, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        string consumed = TableClient.CreateQueryFilter($"ConsumedAt lt {limit}");
        var old = new List<TableEntity>();
        await foreach (TableEntity row in run.Storage.ReadRangeAsync(
            partition,
            RowKeys.Messages,
            RowKeys.After(RowKeys.Messages),
            consumed,
            cancellationToken: cancellationToken))
        {
            if (!run.SendsUnderWay.Contains(row.RowKey))
            {
                old.Add(row);
            }
        }

        foreach (TableEntity[] part in old.Chunk(100))
        {
            await run.Storage.Table.SubmitTransactionAsync(
                part.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)),
                cancellationToken);
        }
    }
}
