using System.Text.Json;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Stations;
using Daoban.Workflows.Storage;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Cases;

/// <summary>受理: takes a case in, once, and starts its orchestration.</summary>
public sealed class CaseIntake
{
    // An hour less than CaseDocuments keeps papers without a case.
    private static readonly TimeSpan UsableFor = TimeSpan.FromHours(23);

    private readonly CaseChanges changes;
    private readonly DocumentStore documents;
    private readonly ICatalog catalog;
    private readonly IStations stations;
    private readonly ResidentProtection protection;
    private readonly IKeyedHash hash;
    private readonly TimeProvider clock;

    internal CaseIntake(
        CaseChanges changes,
        DocumentStore documents,
        ICatalog catalog,
        IStations stations,
        ResidentProtection protection,
        IKeyedHash hash,
        TimeProvider clock)
    {
        this.changes = changes;
        this.documents = documents;
        this.catalog = catalog;
        this.stations = stations;
        this.protection = protection;
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

        if (catalog.Find(submission.ItemCode) is not { } item)
        {
            return new Problem(ProblemCodes.UnknownItem, "itemCode");
        }

        if (stations.Find(submission.StationId) is not { } station)
        {
            return new Problem(ProblemCodes.UnknownStation, "stationId");
        }

        if (!actor.Stations.Contains(station.Id))
        {
            return new Problem(ProblemCodes.StationNotYours, "stationId");
        }

        Attempt<CaseSubmission> checkedSubmission = SubmissionRules.Check(submission, item, actor, clock.GetUtcNow());
        if (!checkedSubmission.Succeeded)
        {
            return checkedSubmission.Problem;
        }

        Attempt<Dictionary<string, StoredDocument>> papers = await FindPapersAsync(submission, cancellationToken);
        return await changes.ApplyAsync(
            submission.CaseId,
            client,
            (file, change) => Accept(
                file, change, checkedSubmission.Value, item, station, papers, actor),
            cancellationToken);
    }

    private async Task<Attempt<Dictionary<string, StoredDocument>>> FindPapersAsync(
        CaseSubmission submission, CancellationToken cancellationToken)
    {
        Dictionary<string, StoredDocument> found = [];
        for (int i = 0; i < submission.Materials.Count; i++)
        {
            MaterialData material = submission.Materials[i];
            StoredDocument? paper = await documents.FindAsync(
                submission.CaseId, material.DocumentId, cancellationToken);
            // One that the clean-up may be about to remove counts as missing: it must not vanish after the submission.
            if (paper is null
                || paper.MaterialCode != material.Code
                || paper.StoredAt < clock.GetUtcNow() - UsableFor)
            {
                return new Problem(ProblemCodes.DocumentMissing, $"materials[{i}].documentId");
            }

            if (paper.StationId != submission.StationId)
            {
                return new Problem(ProblemCodes.DocumentNotYours, $"materials[{i}].documentId");
            }

            found[material.DocumentId] = paper;
        }

        return found;
    }

    private Attempt<CaseReceipt> Accept(
        CaseFile file,
        CaseChange change,
        CaseSubmission submission,
        CatalogItem item,
        Station station,
        Attempt<Dictionary<string, StoredDocument>> papers,
        Actor actor)
    {
        string content = hash.Hash("submission", JsonSerializer.Serialize(submission));
        if (file.Record is { } known)
        {
            return known.ContentHash == content
                ? new CaseReceipt(
                    file.CaseId, known.ItemCode, known.ItemVersion, CaseStage.Submitted, known.SubmittedAt)
                : new Problem(ProblemCodes.CaseDiffers, "caseId");
        }

        // Only now: a repetition of an accepted submission gets its receipt, however old its check and its papers are.
        DateTimeOffset now = clock.GetUtcNow();
        if (SubmissionRules.IsOutdated(submission.IdentityCheck, now))
        {
            return IdentityCheckProblem.Outdated;
        }

        if (!papers.Succeeded)
        {
            return papers.Problem;
        }

        change.Put(new CaseRecord(
            item.Code,
            item.Version,
            station.Id,
            station.DistrictCode,
            actor.Id,
            now,
            content,
            CaseStage.Submitted,
            ReasonCode: null,
            DueAt: null,
            ClosedAt: null,
            protection.Protect(file.CaseId, submission.Resident),
            new IdentityCheckRecord(
                submission.IdentityCheck.Method,
                submission.IdentityCheck.Outcome,
                submission.IdentityCheck.CheckedAt.ToUniversalTime(),
                submission.IdentityCheck.ConsentId,
                submission.IdentityCheck.WitnessId),
            submission.Note is { } note ? protection.ProtectNote(file.CaseId, note) : null));
        foreach (StoredDocument paper in papers.Value.Values)
        {
            change.Put(new DocumentRecord(
                paper.DocumentId, paper.MaterialCode, paper.MediaType, paper.Length, paper.Sha256));
        }

        change.Enter(new(LedgerActions.CaseSubmitted, actor, file.CaseId, item.Code));
        change.Start(file.CaseId, nameof(CaseOrchestrator), new CaseStart(
            file.CaseId, item.Code, item.Version, [.. item.ReviewLevels.Select(rule => rule.Level)]));
        return new CaseReceipt(file.CaseId, item.Code, item.Version, CaseStage.Submitted, now);
    }
}
