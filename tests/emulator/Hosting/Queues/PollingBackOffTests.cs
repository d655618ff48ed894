using Daoban.Emulator.Hosting.Queues;

namespace Daoban.Emulator.Tests.Hosting.Queues;

public sealed class PollingBackOffTests
{
    [Fact]
    public void H112_EmptyQueue_WaitsRoughlyDoubleUpToTheMaximum()
    {
        var backOff = new PollingBackOff(TimeSpan.FromSeconds(2), new Random(1));

        double[] waits = [.. Enumerable.Range(0, 8).Select(_ => backOff.Next().TotalMilliseconds)];

        Assert.Equal(100, waits[0]);
        Assert.InRange(waits[1], 180, 220);
        Assert.InRange(waits[2], 260, 340);
        Assert.InRange(waits[3], 420, 580);
        Assert.InRange(waits[4], 740, 1060);
        Assert.InRange(waits[5], 1380, 2000);
        Assert.Equal([2000, 2000], waits[6..]);
    }

    [Fact]
    public void H112_FoundMessage_StartsAgainAtTheMinimum()
    {
        var backOff = new PollingBackOff(TimeSpan.FromMinutes(1), new Random(1));
        for (int i = 0; i < 20; i++)
        {
            backOff.Next();
        }

        backOff.Reset();

        Assert.Equal(PollingBackOff.Minimum, backOff.Next());
    }
}
