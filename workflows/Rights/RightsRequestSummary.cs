using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Rights;

/// <summary>A row of the deciders' worklist. No personal data.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="RequestId">The request.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="StationId">Station that took the case in.</param>
/// <param name="DistrictCode">District of the station.</param>
/// <param name="RequestedBy">Clerk who took it; may not decide it.</param>
/// <param name="RequestedAt">UTC instant.</param>
/// <param name="DueAt">Until when an answer is promised.</param>
/// <param name="LapseAt">When it ends without one.</param>
/// <param name="Reminded">Whether a reminder went out.</param>
/// <param name="Overdue">Whether the promise has passed.</param>
public sealed record RightsRequestSummary(
    string CaseId,
    string RequestId,
    RightsKind Kind,
    string StationId,
    string DistrictCode,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset DueAt,
    DateTimeOffset LapseAt,
    bool Reminded,
    bool Overdue);
