namespace Daoban.Workflows.Audit;

/// <summary>The unmask requests of a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Requests">The newest first.</param>
public sealed record UnmaskRequestList(string CaseId, IReadOnlyList<UnmaskRequestView> Requests);
