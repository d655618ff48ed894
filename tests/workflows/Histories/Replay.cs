using System.Globalization;
using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Execution;
using Daoban.Emulator.Hosting.Binding;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Workflows.Tests.Cases;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Workflows.Tests.Histories;

/// <summary>Runs today's orchestrators against recorded histories, interrupted at every episode.</summary>
internal sealed class Replay(CaseHost host)
{
    private readonly DurableEngineOptions options = new()
    {
        HubName = "replay",
        ConnectionString = "none",
        DataConverter = new SerializerDataConverter(host.Get<ValueConverter>().Serializer),
    };

    /// <returns>What today's code does otherwise than the recorded one, by episode; empty when nothing.</returns>
    public IReadOnlyList<string> Differences(IReadOnlyList<HistoryEvent> history)
    {
        List<string> differences = [];
        List<IReadOnlyList<HistoryEvent>> episodes = EpisodesOf(history);
        for (int at = 0; at < episodes.Count; at++)
        {
            HistoryEvent[] past = [.. episodes.Take(at).SelectMany(episode => episode)];
            HistoryEvent[] received = [.. episodes[at].Where(IsReceived)];
            OrchestrationExecution execution = new(
                host.Get<DurableTaskRunner>(), options, NullLoggerFactory.Instance);
            string now = string.Join("; ", execution.Run(past, received).Actions.Select(Describe));
            string then = string.Join("; ", episodes[at].Select(Describe).Where(text => text.Length > 0));
            if (now != then)
            {
                differences.Add($"episode {at}: recorded [{then}], today [{now}]");
            }
        }

        return differences;
    }

    private static List<IReadOnlyList<HistoryEvent>> EpisodesOf(IReadOnlyList<HistoryEvent> history)
    {
        List<IReadOnlyList<HistoryEvent>> episodes = [];
        List<HistoryEvent> episode = [];
        foreach (HistoryEvent each in history)
        {
            if (each is OrchestratorStartedEvent && episode.Count > 0)
            {
                episodes.Add(episode);
                episode = [];
            }

            episode.Add(each);
        }

        return [.. episodes, episode];
    }

    private static bool IsReceived(HistoryEvent each) => each
        is OrchestratorStartedEvent or ExecutionStartedEvent or TaskCompletedEvent or TaskFailedEvent
        or TimerFiredEvent or EventRaisedEvent or SubOrchestrationInstanceCompletedEvent
        or SubOrchestrationInstanceFailedEvent or ExecutionSuspendedEvent or ExecutionResumedEvent;

    // Inputs may gain optional fields; order, kind, name and instant are what a replay compares.
    private static string Describe(OrchestratorAction action) => action switch
    {
        ScheduleTaskOrchestratorAction task => $"{task.Id} {task.Name}",
        CreateTimerOrchestratorAction timer => Timer(timer.Id, timer.FireAt),
        CreateSubOrchestrationAction child => $"{child.Id} {child.Name} as {child.InstanceId}",
        SendEventOrchestratorAction sent => $"{sent.Id} {sent.EventName} to {sent.InstanceId}",
        OrchestrationCompleteOrchestratorAction end => End(end.Status, end.Result),
        _ => throw new NotSupportedException(action.ToString()),
    };

    private static string Describe(HistoryEvent each) => each switch
    {
        TaskScheduledEvent task => $"{task.EventId} {task.Name}",
        TimerCreatedEvent timer => Timer(timer.EventId, timer.FireAt),
        SubOrchestrationInstanceCreatedEvent child => $"{child.EventId} {child.Name} as {child.InstanceId}",
        EventSentEvent sent => $"{sent.EventId} {sent.Name} to {sent.InstanceId}",
        ExecutionCompletedEvent end => End(end.OrchestrationStatus, end.Result),
        _ => "",
    };

    private static string Timer(int id, DateTime fireAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{id} timer at {fireAt:O}");

    private static string End(OrchestrationStatus status, string? result) => $"end {status} {result}";
}
