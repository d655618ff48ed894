using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Review;

namespace Daoban.Workflows.Cases;

/// <summary>A case as clerk, reviewer and auditor see it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ItemCode">Catalog item.</param>
/// <param name="ItemVersion">Version pinned at intake.</param>
/// <param name="StationId">Station that took it in.</param>
/// <param name="DistrictCode">District of the station.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="ReasonCode">Why it was rejected or lapsed.</param>
/// <param name="SubmittedAt">UTC instant of acceptance.</param>
/// <param name="DueAt">
/// By when the present wait should be answered: working-day limit of the open review (its task's <c>DueAt</c>), expiry
/// of the payment; null when nothing is awaited.
/// </param>
/// <param name="ClosedAt">When it reached its final stage.</param>
/// <param name="Resident">Masked; null once the personal data are restricted or deleted.</param>
/// <param name="HasNote">Whether the clerk left a note; it is revealed like a field of the resident.</param>
/// <param name="Documents">Papers.</param>
/// <param name="ReviewTasks">Reviews, in order.</param>
/// <param name="Payment">The one-off payment; null when none was ordered.</param>
/// <param name="DataState">What may still be done with the personal data.</param>
/// <param name="DataReason">Why they are restricted or deleted.</param>
/// <param name="Notice">Which notice the resident was shown.</param>
/// <param name="Consents">Separate consents, in the order in which they were given.</param>
public sealed record CaseView(
    string CaseId,
    string ItemCode,
    int ItemVersion,
    string StationId,
    string DistrictCode,
    CaseStage Stage,
    string? ReasonCode,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? ClosedAt,
    MaskedResident? Resident,
    bool HasNote,
    IReadOnlyList<DocumentRecord> Documents,
    IReadOnlyList<ReviewTaskView> ReviewTasks,
    PaymentView? Payment,
    DataState DataState,
    string? DataReason,
    NoticeShownRecord Notice,
    IReadOnlyList<ConsentView> Consents);
