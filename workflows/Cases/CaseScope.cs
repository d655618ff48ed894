namespace Daoban.Workflows.Cases;

/// <summary>Where a case belongs.</summary>
/// <param name="StationId">Station that took it in.</param>
/// <param name="DistrictCode">District of the station.</param>
public sealed record CaseScope(string StationId, string DistrictCode);
