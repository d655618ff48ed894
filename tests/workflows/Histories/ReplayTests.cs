using Daoban.TestKit;
using Daoban.Workflows.Tests.Cases;
using DurableTask.Core.History;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Workflows.Tests.Histories;

/// <summary>
/// Orchestrations of released versions still replay: a failure here means that running cases would get stuck. How to
/// change an orchestrator is in docs/operations.md.
/// </summary>
public sealed class ReplayTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public static TheoryData<string> Names => [.. RecordedHistory.Names];

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public void Replay_OfARecordedHistory_DoesTheSame(string name) =>
        Assert.Empty(new Replay(host).Differences(RecordedHistory.Load(name).Events));

    [Fact]
    public void Replay_OfAChangedProcess_IsNoticed()
    {
        RecordedHistory history = RecordedHistory.Load("1/case-paid");
        history.Events.OfType<TaskScheduledEvent>().First().Name = "DoSomethingElse";

        Assert.NotEmpty(new Replay(host).Differences(history.Events));
    }

    [Fact]
    public void Recorded_Histories_AreThereForEveryOrchestratorInTheVersionInUse()
    {
        IEnumerable<string> orchestrators =
            from type in typeof(WorkflowServices).Assembly.GetTypes()
            from method in type.GetMethods()
            where method.GetParameters()
                .Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute), inherit: false))
            select type.Name;

        Assert.Equal(
            orchestrators.Order(StringComparer.Ordinal),
            RecordedHistory.Names.Where(name => name.StartsWith(CaseHost.Version + "/", StringComparison.Ordinal))
                .Select(RecordedHistory.Load)
                .Where(history => history.Version == CaseHost.Version)
                .Select(history => history.Orchestrator)
                .Distinct()
                .Order(StringComparer.Ordinal));
    }
}
