namespace Daoban.Workflows.Cases;

/// <summary>Where a case belongs, and whom it is about.</summary>
/// <param name="StationId">Station that took it in.</param>
/// <param name="DistrictCode">District of the station.</param>
/// <param name="DepartmentCode">
/// Department of its catalog item; empty, which is nobody's, when the catalog lost the item.
/// </param>
/// <param name="Person">Keyed hash of the resident's ID number, purpose <c>resident.idNumber</c>.</param>
public sealed record CaseScope(string StationId, string DistrictCode, string DepartmentCode, string Person);
