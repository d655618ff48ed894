using System.Reflection;
using Daoban.Functions;
using Daoban.Surface;
using Daoban.TestKit;
using Daoban.Workflows;

namespace Daoban.Architecture.Tests;

/// <summary>What the application uses of the packages is written down, and upstream has it.</summary>
public sealed class UpstreamUseTests
{
    private static readonly IReadOnlyList<UsedType> Used = UpstreamUse.Of(
        [typeof(DaobanApplication).Assembly.Location, typeof(WorkflowServices).Assembly.Location],
        Assembly.Load(UpstreamUse.Provider));

    /// <summary>After an intended change: <c>dotnet run --project tools/surface</c>.</summary>
    [Fact]
    public void Document_OfTheUsedSurface_IsCurrent() => Assert.Equal(
        File.ReadAllText(Repository.PathTo("docs", "upstream-surface.md")), UseDocument.Write(Used));

    [Fact]
    public void Members_ThatTheApplicationUses_AreThereUpstream()
    {
        var upstream = UpstreamSurface.Load(
            Repository.PathTo("tests", "emulator", "Surface", "upstream-surface.txt"));

        Assert.Empty(Used.SelectMany(upstream.FindStrangers));
    }

    [Theory]
    [InlineData("abstract class Microsoft.DurableTask.TaskOrchestrationContext", "abstract T GetInput<T>()")]
    [InlineData("sealed class Microsoft.Azure.Functions.Worker.HttpTriggerAttribute", "string? Route { get; set; }")]
    [InlineData(
        "interface Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware",
        "Task Invoke(FunctionContext context, FunctionExecutionDelegate next)")]
    public void Used_CallsAttributesAndInterfaces_AreFound(string type, string member) =>
        Assert.Contains(member, Assert.Single(Used, used => used.Head == type).Members);

    [Fact]
    public void FindStrangers_MemberUnknownUpstream_NamesIt()
    {
        var upstream = UpstreamSurface.Load(
            Repository.PathTo("tests", "emulator", "Surface", "upstream-surface.txt"));

        Assert.Equal(
            ["struct Microsoft.DurableTask.TaskName: string Stranger { get; }"],
            upstream.FindStrangers(new UsedType(
                "Microsoft.DurableTask",
                "struct Microsoft.DurableTask.TaskName",
                ["string Name { get; }", "string Stranger { get; }"])));
    }
}
