using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Review;

/// <summary>A row of the worklist. No personal data: the reviewer opens the case to see it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TaskId">The review task.</param>
/// <param name="Level">Review level, from 1.</param>
/// <param name="ItemCode">Catalog item.</param>
/// <param name="StationId">Station that took the case in.</param>
/// <param name="DistrictCode">District of the station.</param>
/// <param name="DepartmentCode">Department of the item.</param>
/// <param name="State">Open or claimed.</param>
/// <param name="ClaimedBy">Reviewer who holds it.</param>
/// <param name="OpenedAt">UTC instant.</param>
/// <param name="DueAt">Working-day limit.</param>
/// <param name="LapseAt">When the case lapses without a decision.</param>
/// <param name="Reminded">Whether a reminder went out.</param>
/// <param name="Overdue">Whether the limit has passed.</param>
public sealed record ReviewTaskSummary(
    string CaseId,
    string TaskId,
    int Level,
    string ItemCode,
    string StationId,
    string DistrictCode,
    string DepartmentCode,
    ReviewTaskState State,
    string? ClaimedBy,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    DateTimeOffset LapseAt,
    bool Reminded,
    bool Overdue);
