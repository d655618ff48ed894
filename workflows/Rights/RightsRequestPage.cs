namespace Daoban.Workflows.Rights;

/// <summary>One page of the open rights requests of a district.</summary>
/// <param name="Requests">By the day on which they are due.</param>
/// <param name="Continuation">Token of the next page; null on the last.</param>
public sealed record RightsRequestPage(IReadOnlyList<RightsRequestSummary> Requests, string? Continuation);
