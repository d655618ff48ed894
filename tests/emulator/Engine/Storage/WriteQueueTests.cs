using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>Invariant 7: a transaction joins writes of different instances, never successive ones of one.</summary>
public sealed class WriteQueueTests
{
    private readonly WriteQueue queue = new();

    [Fact]
    public void Take_DifferentInstances_GoTogetherInOrder()
    {
        Add("a");
        Add("b", rows: 3);
        Add("c");

        Assert.Equal(["a", "b", "c"], Take());
        Assert.False(queue.IsServedFurther());
    }

    [Fact]
    public void Take_SecondWriteOfAnInstance_WaitsForTheFirst()
    {
        Add("a");
        Add("a");
        Add("b");
        Add("a");

        Assert.Equal(["a", "b"], Take());
        Assert.True(queue.IsServedFurther());
        Assert.Equal(["a"], Take());
        Assert.Equal(["a"], Take());
        Assert.Empty(Take());
    }

    [Fact]
    public void Take_MoreThanAHundredRows_LeavesTheRestAndKeepsTheirOrder()
    {
        Add("a", rows: 60);
        Add("b", rows: 60);
        Add("b");
        Add("c", rows: 40);

        Assert.Equal(["a", "c"], Take());
        Assert.Equal(["b"], Take());
        Assert.Equal(["b"], Take());
    }

    [Fact]
    public void Take_MoreBytesThanARequestTakes_LeavesTheRest()
    {
        Add("a", bytes: 1_500_000);
        Add("b", bytes: 1_500_000);

        Assert.Equal(["a"], Take());
        Assert.Equal(["b"], Take());
    }

    [Fact]
    public void Take_OneWriteBeyondEveryLimit_GoesAlone()
    {
        Add("a", bytes: 5_000_000);
        Add("b");

        Assert.Equal(["a"], Take());
    }

    [Fact]
    public void Add_ToAnIdleQueue_AsksForServiceOnce()
    {
        Assert.True(Add("a"));
        Assert.False(Add("b"));
        Take();
        Assert.False(queue.IsServedFurther());

        Assert.True(Add("c"));
    }

    private bool Add(string subject, int rows = 1, int bytes = 0) => queue.Add(new PendingWrite(new ShardWrite(
        "s00",
        subject,
        [.. Enumerable.Range(0, rows).Select(row => new TableTransactionAction(
            TableTransactionActionType.Add,
            new TableEntity("s00", $"{subject}{row}") { ["Data"] = new byte[bytes] }))],
        (_, _) => Task.FromResult<IReadOnlyList<ETag>>([]))));

    private string[] Take() => [.. queue.Take().Select(pending => pending.Write.Subject)];
}
