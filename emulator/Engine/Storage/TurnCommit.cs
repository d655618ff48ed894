using Azure.Data.Tables;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// One transaction of one instance: its row under the ETag it was read with, and other rows of its partition. At most
/// 100 rows. Names all it touches, so that commits of several instances can share a transaction.
/// </summary>
/// <param name="Partition">The instance's shard.</param>
/// <param name="Before">The state it builds on; null when the instance is new.</param>
/// <param name="After">The state it leaves; its commit id is unique.</param>
/// <param name="Rows">Every other row.</param>
internal sealed record TurnCommit(
    string Partition, InstanceState? Before, InstanceState After, IReadOnlyList<TableTransactionAction> Rows)
{
    public TableTransactionAction InstanceAction()
    {
        TableEntity row = InstanceRows.ToRow(Partition, After);
        return Before is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, Before.ETag);
    }
}
