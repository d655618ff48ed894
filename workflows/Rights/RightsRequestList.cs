namespace Daoban.Workflows.Rights;

/// <summary>The rights requests of a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Requests">Oldest first.</param>
public sealed record RightsRequestList(string CaseId, IReadOnlyList<RightsRequestView> Requests);
