using Microsoft.DurableTask;
using Microsoft.DurableTask.Abstractions;

namespace Daoban.Emulator.Tests.Durable;

/// <summary>Names, versions and options of tasks, as upstream checks and compares them.</summary>
public sealed class TaskTypesTests
{
    [Fact]
    public void TaskName_OtherCase_IsEqual()
    {
        Assert.Equal(new TaskName("Echo"), new TaskName("eCHO"));
        Assert.Equal(new TaskName("Echo").GetHashCode(), new TaskName("eCHO").GetHashCode());
        Assert.True("Echo" != new TaskName("Other"));
        Assert.Equal("Echo", new TaskName("Echo").ToString());
    }

    [Fact]
    public void TaskName_NullOrEmptyText_ConvertsToTheDefault()
    {
        Assert.Null(((TaskName)"").Name);
        Assert.Null(((TaskName)null!).Name);
    }

    [Fact]
    public void TaskVersion_NullAndEmpty_AreUnversioned()
    {
        Assert.Equal(TaskVersion.Unversioned, new TaskVersion(null));
        Assert.Equal(TaskVersion.Unversioned, new TaskVersion(""));
        Assert.Equal("", (string)default(TaskVersion));
        Assert.Equal(new TaskVersion("1.0-RC"), new TaskVersion("1.0-rc"));
    }

    [Fact]
    public void TaskVersion_OnlySpace_IsRefused()
        => Assert.Throws<ArgumentException>("version", () => new TaskVersion("  "));

    [Theory]
    [InlineData("", " ", 0)]
    [InlineData("", "1", -1)]
    [InlineData("1", "", 1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("1.0.0", "1.0", 1)]
    [InlineData("abc", "ABC", 0)]
    [InlineData("1.0-rc", "1.0-RD", -1)]
    public void S17_1_CompareVersions_BlankThenNumbersThenText(string source, string other, int expected)
        => Assert.Equal(expected, Math.Sign(TaskOrchestrationVersioningUtils.CompareVersions(source, other)));

    [Fact]
    public void TaskOptions_WithInstanceId_KeepsRetryTagsAndVersion()
    {
        var tags = new Dictionary<string, string> { ["a"] = "1" };
        var options = new TaskOptions(new RetryPolicy(2, TimeSpan.FromSeconds(1)), tags) { Version = "1.5" };

        SubOrchestrationOptions child = options.WithInstanceId("child-1");

        Assert.Equal((options.Retry, tags, "child-1"), (child.Retry, child.Tags, child.InstanceId));
        Assert.Equal("1.5", child.Version?.Version);
        Assert.Equal("1.5", ((TaskOptions)child).Version?.Version);
        Assert.Equal("child-1", new SubOrchestrationOptions((TaskOptions)child).InstanceId);
        Assert.Equal("child-2", new SubOrchestrationOptions((TaskOptions)child, "child-2").InstanceId);
    }

    [Fact]
    public void StartOrchestrationOptions_With_CopiesEverything()
    {
        var options = new StartOrchestrationOptions("case-1", DateTimeOffset.UnixEpoch)
        {
            Tags = new Dictionary<string, string> { ["a"] = "1" },
            Version = "1.5",
            DedupeStatuses = ["Completed"],
        };

        Assert.Equal(options, options with { });
    }

    [Fact]
    public void TaskRetryOptions_FromNull_IsRefused()
    {
        Assert.Throws<ArgumentNullException>("policy", () => new TaskRetryOptions((RetryPolicy)null!));
        Assert.Throws<ArgumentNullException>("handler", () => TaskOptions.FromRetryHandler((RetryHandler)null!));
    }

    [Fact]
    public async Task TaskOrchestrator_InputOfAnotherType_IsRefusedAndNullIsTheDefault()
    {
        ITaskOrchestrator orchestrator = new Doubling();

        await Assert.ThrowsAsync<ArgumentException>(() => orchestrator.RunAsync(new SilentContext(), "text"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => orchestrator.RunAsync(null!, 1));
        Assert.Equal(0, await orchestrator.RunAsync(new SilentContext(), null));
        Assert.Equal(42, await orchestrator.RunAsync(new SilentContext(), 21));
        Assert.Equal((typeof(int), typeof(int)), (orchestrator.InputType, orchestrator.OutputType));
    }

    private sealed class Doubling : TaskOrchestrator<int, int>
    {
        public override Task<int> RunAsync(TaskOrchestrationContext context, int input) => Task.FromResult(2 * input);
    }
}
