namespace Daoban.Workflows.Rights;

/// <summary>Input of <see cref="RightsRequestOrchestrator"/>: ids and instants only.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="RequestId">The request; also the instance id.</param>
/// <param name="RemindAt">When the deciders are reminded.</param>
/// <param name="DueAt">When it is overdue.</param>
/// <param name="LapseAt">When it ends without a decision: with <paramref name="DueAt"/> or later.</param>
public sealed record RightsStart(
    string CaseId, string RequestId, DateTimeOffset RemindAt, DateTimeOffset DueAt, DateTimeOffset LapseAt);
