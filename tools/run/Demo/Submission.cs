namespace Daoban.Run.Demo;

/// <summary>The body of a submission.</summary>
internal static class Submission
{
    // Submitted again after a lost answer, the body must be the same: nothing in it may be made at that moment.
    public static object Create(
        string caseId, string itemCode, string stationId, DemoResident resident, IReadOnlyList<DemoPaper> papers)
    {
        // The pension item offers a face check; whoever has a passbook prefers the alternative.
        bool withFace = itemCode == "SS-02" && resident.AccountKind == "CARD";
        return new
        {
            caseId,
            itemCode,
            stationId,
            resident = new
            {
                name = resident.Name,
                idNumber = resident.IdNumber,
                address = resident.Address,
                phone = resident.Phone,
                bankAccount = new { kind = resident.AccountKind, number = resident.AccountNumber },
            },
            identityCheck = new
            {
                method = withFace ? "FACE" : "CARD_AND_WITNESS",
                outcome = "MATCH",
                checkedAt = DateTimeOffset.UtcNow,
                consentId = withFace ? $"consent-{caseId[..8]}" : null,
                witnessId = withFace ? null : "cadre-01",
            },
            materials = papers
                .Select(paper => new { code = paper.MaterialCode, documentId = paper.DocumentId })
                .ToArray(),
            note = resident.Note,
        };
    }
}
