using Daoban.Workflows.CaseFiles;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.CaseFiles;

public sealed class OpenMarksTests
{
    private static readonly OutboxMark Mark = new("case", "commit");

    private readonly FakeTimeProvider clock = new();
    private readonly OpenMarks open;

    public OpenMarksTests()
    {
        open = new OpenMarks(clock);
        open.Add(Mark, clock.GetTimestamp());
    }

    [Fact]
    public void Take_SoonAfter_IsTheSameMark()
    {
        clock.Advance(TimeSpan.FromSeconds(4.9));

        Assert.Equal(Mark, open.Take("case"));
        Assert.Null(open.Take("other"));
    }

    [Fact]
    public void Take_FiveSecondsLater_IsNone()
    {
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(open.Take("case"));
    }

    [Fact]
    public void TakeRemovable_ReleasedAndOld_IsRemovedOnce()
    {
        open.Release(Mark);
        Assert.Empty(open.TakeRemovable(isLast: false));

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([Mark], open.TakeRemovable(isLast: false));
        Assert.Empty(open.TakeRemovable(isLast: true));
    }

    [Fact]
    public void TakeRemovable_ServesASecondCommit_WaitsForBoth()
    {
        open.Take("case");
        open.Release(Mark);
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Empty(open.TakeRemovable(isLast: false));

        open.Release(Mark);

        Assert.Equal([Mark], open.TakeRemovable(isLast: false));
    }

    [Fact]
    public void TakeRemovable_ReleasedAtTheEnd_NeedNotBeOld()
    {
        open.Release(Mark);

        Assert.Equal([Mark], open.TakeRemovable(isLast: true));
    }

    [Fact]
    public void Acknowledge_AllAwaitedItems_ReleasesTheMark()
    {
        open.Await(Mark, [Item("x|1"), Item("x|2")]);
        open.Acknowledge("case", ["x|1", "x|9"]);
        Assert.Empty(open.TakeRemovable(isLast: true));

        open.Acknowledge("case", ["x|2"]);

        Assert.Equal([Mark], open.TakeRemovable(isLast: true));
    }

    [Fact]
    public void TakeRemovable_NeverFinal_IsLeftToTheTimer()
    {
        clock.Advance(OutboxMarks.Grace);
        Assert.Empty(open.TakeRemovable(isLast: false));

        open.Release(Mark);

        Assert.Empty(open.TakeRemovable(isLast: true));
    }

    private static OutboxItem Item(string key) => new(key, QueueMessageHandler.KindName, "queue|id", "{}");
}
