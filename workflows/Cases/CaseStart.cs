namespace Daoban.Workflows.Cases;

/// <summary>Input of <see cref="CaseOrchestrator"/>: ids and codes only, pinned at intake.</summary>
/// <param name="CaseId">The case; also the instance id.</param>
/// <param name="ItemCode">Catalog item.</param>
/// <param name="ItemVersion">Its version.</param>
/// <param name="ReviewLevels">Levels in order, e.g. 1 and 2.</param>
public sealed record CaseStart(string CaseId, string ItemCode, int ItemVersion, IReadOnlyList<int> ReviewLevels);
