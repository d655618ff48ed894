namespace Daoban.Workflows.Monitoring;

/// <summary>What waits for a person, the bank or the outbox.</summary>
/// <param name="Kind"><c>review</c>, <c>payment</c>, <c>rights</c>, <c>unmask</c> or <c>outbox</c>.</param>
/// <param name="Oldest">How long the one that began first has waited; zero when nothing waits.</param>
/// <param name="Overdue">How many are past the time by which they should have been answered.</param>
internal sealed record WaitState(string Kind, TimeSpan Oldest, long Overdue)
{
    /// <summary>The state of waits of one kind.</summary>
    public static WaitState Of(string kind, IReadOnlyCollection<Wait> waits, DateTimeOffset now) => new(
        kind,
        waits.Count == 0 ? TimeSpan.Zero : Later(now - waits.Min(wait => wait.Since), TimeSpan.Zero),
        waits.LongCount(wait => wait.DueAt < now));

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
