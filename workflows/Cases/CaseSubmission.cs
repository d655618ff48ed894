namespace Daoban.Workflows.Cases;

/// <summary>What a station sends to take a case in. Ids are made by the client, so that a repeat is safe.</summary>
/// <param name="CaseId">Lower-case UUID.</param>
/// <param name="ItemCode">Catalog item, e.g. <c>SS-02</c>.</param>
/// <param name="StationId">The station, one of the clerk's.</param>
/// <param name="Resident">The resident.</param>
/// <param name="IdentityCheck">How identity was established.</param>
/// <param name="Materials">The papers, uploaded before.</param>
/// <param name="Notice">Which notice the resident was shown.</param>
/// <param name="Note">Free text, at most 1,000 characters; stored encrypted.</param>
/// <param name="Consents">Separate consents, at most 10; null when none was given.</param>
public sealed record CaseSubmission(
    string CaseId,
    string ItemCode,
    string StationId,
    ResidentData Resident,
    IdentityCheckData IdentityCheck,
    IReadOnlyList<MaterialData> Materials,
    NoticeData Notice,
    string? Note = null,
    IReadOnlyList<ConsentData>? Consents = null);
