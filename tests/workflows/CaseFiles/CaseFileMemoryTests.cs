using Azure;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.CaseFiles;

public sealed class CaseFileMemoryTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly CaseFileMemory memory;

    public CaseFileMemoryTests() => memory = new CaseFileMemory(clock);

    [Fact]
    public void Find_WithinTheTime_IsTheFile()
    {
        CaseFile file = File("a", 1);
        memory.Keep(file);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Same(file, memory.Find("a", TimeSpan.FromSeconds(2)));
        Assert.Null(memory.Find("a", TimeSpan.FromSeconds(1)));
        Assert.Null(memory.Find("b"));
    }

    [Fact]
    public void Find_FiveMinutesLater_IsNone()
    {
        memory.Keep(File("a", 1));
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(memory.Find("a"));
    }

    [Fact]
    public void Keep_OlderThanKnown_IsIgnored()
    {
        CaseFile newer = File("a", 3);
        memory.Keep(newer);
        memory.Keep(File("a", 2));

        Assert.Same(newer, memory.Find("a"));
    }

    [Fact]
    public void Keep_MoreThanFourHundred_ForgetsWhatWasUsedLeast()
    {
        for (int i = 0; i < 400; i++)
        {
            memory.Keep(File($"{i}", 1));
        }

        memory.Find("0");
        memory.Keep(File("one more", 1));

        Assert.NotNull(memory.Find("0"));
        Assert.Null(memory.Find("1"));
    }

    [Fact]
    public void Drop_ItemsCarriedOut_AreNotShownAsWaiting()
    {
        CaseFile file = File("a", 1);
        file.OutboxRows.Add(new OutboxItem("x|1", "kind", "subject", "{}"));
        file.OutboxRows.Add(new OutboxItem("x|2", "kind", "subject", "{}"));
        memory.Keep(file);

        memory.Drop("a", [file.OutboxRows[0]]);

        Assert.Equal(["x|2"], memory.Find("a")!.Outbox.Select(item => item.Key));
        Assert.Equal(file.HeadTag, memory.Find("a")!.HeadTag);
    }

    [Fact]
    public void Forget_Known_IsGone()
    {
        memory.Keep(File("a", 1));
        memory.Forget("a");

        Assert.Null(memory.Find("a"));
    }

    private static CaseFile File(string caseId, long sequence) => new(caseId)
    {
        Head = new ChainHead(sequence, new string('0', 64), DateTimeOffset.UnixEpoch),
        HeadTag = new ETag($"{sequence}"),
    };
}
