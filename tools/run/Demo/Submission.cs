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
        string consentId = Guid.NewGuid().ToString("D");
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
                consentId = withFace ? consentId : null,
                witnessId = withFace ? null : "cadre-01",
            },
            materials = papers
                .Select(paper => new { code = paper.MaterialCode, documentId = paper.DocumentId })
                .ToArray(),
            notice = new { code = "intake", version = 1, shownAt = DateTimeOffset.UtcNow, form = "READ_ALOUD" },
            note = resident.Note,
            consents = withFace
                ? new[]
                {
                    new
                    {
                        consentId,
                        purpose = "face-check",
                        noticeVersion = 1,
                        method = "SIGNATURE",
                        givenAt = DateTimeOffset.UtcNow,
                        deviceId = $"tablet-{stationId}",
                    },
                }
                : null,
        };
    }
}
