using Daoban.Workflows.Audit;
using DurableTask.Core.History;

namespace Daoban.Workflows.Tests.Audit;

public sealed class HistoryEntryTests
{
    [Fact]
    public void Of_ResultOfAnActivity_NamesTheActivityItAnswers()
    {
        IReadOnlyList<HistoryEntry> entries = HistoryEntry.Of(
        [
            new OrchestratorStartedEvent(-1),
            new TaskScheduledEvent(0, "OpenReviewTask"),
            new TimerCreatedEvent(1, new DateTime(2026, 7, 20, 16, 0, 0, DateTimeKind.Utc)),
            new TaskCompletedEvent(-1, 0, "secret"),
            new TimerFiredEvent(-1, new DateTime(2026, 7, 20, 16, 0, 0, DateTimeKind.Utc)) { TimerId = 1 },
        ]);

        Assert.Equal(
            [
                ("OrchestratorStarted", null, null),
                ("TaskScheduled", "OpenReviewTask", null),
                ("TimerCreated", null, null),
                ("TaskCompleted", "OpenReviewTask", 0),
                ("TimerFired", null, 1),
            ],
            entries.Select(entry => (entry.Type, entry.Name, entry.AnswersId)));
        Assert.DoesNotContain("secret", string.Concat(entries), StringComparison.Ordinal);
    }
}
