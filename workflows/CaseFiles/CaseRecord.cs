namespace Daoban.Workflows.CaseFiles;

/// <summary>The case itself. Personal fields are protected texts (<c>IFieldProtector</c>), never plain.</summary>
/// <param name="ItemCode">Catalog item, e.g. <c>SS-02</c>.</param>
/// <param name="ItemVersion">Version of the item pinned at intake.</param>
/// <param name="StationId">Station that took the case in.</param>
/// <param name="DistrictCode">District of the station, GB/T 2260.</param>
/// <param name="IntakeClerkId">Who took it in; may not review it.</param>
/// <param name="SubmittedAt">UTC instant of acceptance.</param>
/// <param name="ContentHash">Keyed hash of the whole submission: same id with other content is refused.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="ReasonCode">Why it ended as it did; null while open or when completed.</param>
/// <param name="DueAt">
/// By when the present wait should be answered: working-day limit of the open review, expiry of the payment order; null
/// when nothing is awaited. A review that passes it is overdue and ends with its task's <c>LapseAt</c>.
/// </param>
/// <param name="ClosedAt">When it reached a final stage.</param>
/// <param name="Resident">Protected personal fields.</param>
/// <param name="IdentityCheck">How the resident's identity was established.</param>
/// <param name="ProtectedNote">The clerk's free text, protected; null when none.</param>
/// <param name="Notice">Which notice the resident was shown.</param>
/// <param name="DataState">What may still be done with the personal fields and papers.</param>
/// <param name="DataReason">Why the data are restricted or deleted; a code.</param>
/// <param name="Hold">A legal hold; null when nothing stands against deletion.</param>
/// <param name="Archive">The archive package; null before.</param>
public sealed record CaseRecord(
    string ItemCode,
    int ItemVersion,
    string StationId,
    string DistrictCode,
    string IntakeClerkId,
    DateTimeOffset SubmittedAt,
    string ContentHash,
    CaseStage Stage,
    string? ReasonCode,
    DateTimeOffset? DueAt,
    DateTimeOffset? ClosedAt,
    ResidentRecord Resident,
    IdentityCheckRecord IdentityCheck,
    string? ProtectedNote,
    NoticeShownRecord Notice,
    DataState DataState = DataState.Active,
    string? DataReason = null,
    LegalHold? Hold = null,
    CaseArchive? Archive = null)
{
    /// <summary>This record after <paramref name="move"/>; a final stage clears the due time.</summary>
    public CaseRecord After(CaseMove move, DateTimeOffset now, DateTimeOffset? dueAt, string? reasonCode = null)
    {
        CaseStage next = CaseStages.Next(Stage, move);
        bool final = CaseStages.IsFinal(next);
        return this with
        {
            Stage = next,
            DueAt = final ? null : dueAt,
            ClosedAt = final ? now : null,
            ReasonCode = reasonCode,
        };
    }
}
