namespace Daoban.Workflows.Deadlines;

/// <summary>What happens at a point of a wait if the answer has not come by then.</summary>
/// <typeparam name="T">The awaited answer.</typeparam>
/// <param name="At">UTC instant.</param>
/// <param name="ReachAsync">
/// Runs at that instant: a reminder, an escalation, a query, a lapse. Returns the answer if it found it out itself,
/// which ends the wait; otherwise null.
/// </param>
internal sealed record Milestone<T>(DateTimeOffset At, Func<Task<T?>> ReachAsync)
    where T : class;
