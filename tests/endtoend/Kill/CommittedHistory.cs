using System.Globalization;
using Daoban.Emulator.Engine;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>
/// Reads durable histories from storage while no application runs: what a killed process had committed. Its engine is
/// never started, so that it takes no lease, runs nothing and writes nothing.
/// </summary>
internal sealed class CommittedHistory(string connectionString) : IAsyncDisposable
{
    private readonly DurableEngine engine = new(
        new DurableEngineOptions { HubName = "DaobanHub", ConnectionString = connectionString },
        new NoTasks(),
        NullLoggerFactory.Instance);

    /// <summary>The last event of each instance that has not ended, framing events left out.</summary>
    public async Task<IReadOnlyList<string>> LastEventsAsync()
    {
        List<string> lines = [];
        var running = new OrchestrationQuery
        {
            Statuses = [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending],
        };
        await foreach (OrchestrationMetadata instance in engine.Client.GetAllInstancesAsync(running))
        {
            IList<HistoryEvent> events = await engine.Client.GetOrchestrationHistoryAsync(instance.InstanceId);
            HistoryEvent? last = events.LastOrDefault(
                e => e is not (OrchestratorStartedEvent or OrchestratorCompletedEvent));
            lines.Add($"{instance.Name} {instance.InstanceId[..8]}: {Describe(last)} ({events.Count} events)");
        }

        return lines;
    }

    /// <summary>How every instance has ended, by status.</summary>
    public async Task<IReadOnlyDictionary<OrchestrationRuntimeStatus, int>> StatusesAsync()
    {
        Dictionary<OrchestrationRuntimeStatus, int> counts = [];
        await foreach (OrchestrationMetadata instance in engine.Client.GetAllInstancesAsync(new OrchestrationQuery()))
        {
            counts[instance.RuntimeStatus] = counts.GetValueOrDefault(instance.RuntimeStatus) + 1;
        }

        return counts;
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private static string Describe(HistoryEvent? last) => last switch
    {
        null => "nothing yet",
        TaskScheduledEvent scheduled => Named(scheduled, scheduled.Name),
        SubOrchestrationInstanceCreatedEvent created => Named(created, created.Name),
        EventRaisedEvent raised => Named(raised, raised.Name),
        TaskCompletedEvent completed => Answering(completed, completed.TaskScheduledId),
        SubOrchestrationInstanceCompletedEvent completed => Answering(completed, completed.TaskScheduledId),
        TimerFiredEvent fired => Answering(fired, fired.TimerId),
        _ => last.EventType.ToString(),
    };

    private static string Named(HistoryEvent e, string? name) => $"{e.EventType} {name}";

    private static string Answering(HistoryEvent e, int id) =>
        string.Create(CultureInfo.InvariantCulture, $"{e.EventType} of #{id}");

    private sealed class NoTasks : ITaskRunner
    {
        public IReadOnlyCollection<string> Orchestrators => [];

        public IReadOnlyCollection<string> Activities => [];

        public Task<object?> RunOrchestratorAsync(TaskOrchestrationContext context) =>
            throw new NotSupportedException();

        public Task<string?> RunActivityAsync(
            TaskActivityContext context, string? inputJson, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
