using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Stations;
using Daoban.Workflows.Storage;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Cases;

/// <summary>受理: takes a case in, once, and starts its orchestration.</summary>
public sealed class CaseIntake
{
    private readonly CaseChanges changes;
    private readonly IntakeCheck check;
    private readonly IStations stations;
    private readonly ResidentProtection protection;
    private readonly Relatives relatives;
    private readonly IKeyedHash hash;
    private readonly TimeProvider clock;

    internal CaseIntake(
        CaseChanges changes,
        IntakeCheck check,
        IStations stations,
        ResidentProtection protection,
        Relatives relatives,
        IKeyedHash hash,
        TimeProvider clock)
    {
        this.changes = changes;
        this.check = check;
        this.stations = stations;
        this.protection = protection;
        this.relatives = relatives;
        this.hash = hash;
        this.clock = clock;
    }

    /// <summary>
    /// Takes a case in. The same id with the same content gets the same receipt, with other content a refusal.
    /// </summary>
    /// <returns>
    /// The receipt, or the first problem with the field and the rule it breaks; then nothing was written.
    /// </returns>
    public async Task<Attempt<CaseReceipt>> SubmitAsync(
        CaseSubmission submission, Actor actor, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!Ids.IsLowerCaseUuid(submission.CaseId))
        {
            return new Problem(ProblemCodes.MalformedId, "caseId");
        }

        if (stations.Find(submission.StationId) is not { } station)
        {
            return new Problem(ProblemCodes.UnknownStation, "stationId");
        }

        if (!actor.Stations.Contains(station.Id))
        {
            return new Problem(ProblemCodes.StationNotYours, "stationId");
        }

        Attempt<CaseSubmission> normal = SubmissionRules.Normalize(submission, clock.GetUtcNow());
        if (!normal.Succeeded)
        {
            return normal.Problem;
        }

        string content = hash.HashContent("submission", normal.Value);
        if (await changes.ApplyAsync(
            submission.CaseId, client, (file, _) => ReceiptOf(file, content), cancellationToken) is { } known)
        {
            return known;
        }

        string person = hash.Hash("resident.idNumber", normal.Value.Resident.IdNumber);
        if (await relatives.AreRelatedAsync(actor.Id, person, cancellationToken))
        {
            return new Problem(ProblemCodes.RelativeNotAllowed, "resident.idNumber");
        }

        Attempt<NewCase> newCase = await check.CheckAsync(normal.Value, station, actor, cancellationToken);
        if (!newCase.Succeeded)
        {
            return newCase.Problem;
        }

        await changes.EnsureKeyAsync(submission.CaseId, cancellationToken);
        return await changes.ApplyAsync(
            submission.CaseId,
            client,
            (file, change) => ReceiptOf(file, content)
                ?? Accept(file, change, normal.Value, content, newCase.Value, actor),
            cancellationToken);
    }

    /// <summary>What a repetition is answered; null when there is no such case yet.</summary>
    private static Attempt<CaseReceipt>? ReceiptOf(CaseFile file, string content) =>
        file.Record is not { } known ? null
            : known.ContentHash != content ? new Problem(ProblemCodes.CaseDiffers, "caseId")
            : new CaseReceipt(file.CaseId, known.ItemCode, known.ItemVersion, CaseStage.Submitted, known.SubmittedAt);

    private Attempt<CaseReceipt> Accept(
        CaseFile file, CaseChange change, CaseSubmission submission, string content, NewCase newCase, Actor actor)
    {
        DateTimeOffset now = clock.GetUtcNow();
        change.Put(new CaseRecord(
            newCase.Item.Code,
            newCase.Item.Version,
            newCase.Station.Id,
            newCase.Station.DistrictCode,
            actor.Id,
            now,
            content,
            CaseStage.Submitted,
            ReasonCode: null,
            DueAt: null,
            ClosedAt: null,
            protection.Protect(file, submission.Resident),
            new IdentityCheckRecord(
                submission.IdentityCheck.Method,
                submission.IdentityCheck.Outcome,
                submission.IdentityCheck.CheckedAt.ToUniversalTime(),
                submission.IdentityCheck.ConsentId,
                submission.IdentityCheck.WitnessId),
            submission.Note is { } note ? ResidentProtection.ProtectNote(file, note) : null,
            new NoticeShownRecord(
                submission.Notice.Code,
                submission.Notice.Version,
                newCase.Texts[(submission.Notice.Code, submission.Notice.Version)].TextHash(),
                submission.Notice.ShownAt.ToUniversalTime(),
                submission.Notice.Form)));
        foreach (ConsentData consent in submission.Consents ?? [])
        {
            change.Put(ResidentProtection.Protect(
                file, consent, newCase.Texts[(consent.Purpose, consent.NoticeVersion)].TextHash()));
        }

        foreach (StoredDocument paper in newCase.Papers)
        {
            change.Put(new DocumentRecord(
                paper.DocumentId, paper.MaterialCode, paper.MediaType, paper.Length, paper.Sha256));
        }

        change.Enter(new(LedgerActions.CaseSubmitted, actor, file.CaseId, newCase.Item.Code));
        change.Start(file.CaseId, nameof(CaseOrchestrator), new CaseStart(
            file.CaseId,
            newCase.Item.Code,
            newCase.Item.Version,
            [.. newCase.Item.ReviewLevels.Select(rule => rule.Level)]));
        return new CaseReceipt(file.CaseId, newCase.Item.Code, newCase.Item.Version, CaseStage.Submitted, now);
    }
}
