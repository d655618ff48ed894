namespace Daoban.Workflows.Review;

/// <summary>When a review task is reminded of, escalated and given up; UTC instants of the legal calendar.</summary>
/// <param name="RemindAt">Reviewers are reminded.</param>
/// <param name="EscalateAt">The task is overdue.</param>
/// <param name="LapseAt">The case lapses.</param>
public sealed record ReviewDeadlines(DateTimeOffset RemindAt, DateTimeOffset EscalateAt, DateTimeOffset LapseAt);
