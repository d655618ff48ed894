using Daoban.Workflows.Calendar;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Stations;

namespace Daoban.Workflows.Cases;

/// <summary>
/// Whether a submission may become a case today. Never asked about one that became a case already: catalog, stations
/// and the age of papers move on.
/// </summary>
internal sealed class IntakeCheck(
    DocumentStore documents, ICatalog catalog, INotices notices, TimeProvider clock)
{
    // An hour less than CaseDocuments keeps papers without a case.
    private static readonly TimeSpan UsableFor = TimeSpan.FromHours(23);

    /// <param name="submission">In normal form.</param>
    /// <param name="station">Its station.</param>
    /// <param name="actor">The clerk.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What the case is taken in with, or the first problem.</returns>
    public async Task<Attempt<NewCase>> CheckAsync(
        CaseSubmission submission, Station station, Actor actor, CancellationToken cancellationToken)
    {
        if (catalog.Find(submission.ItemCode) is not { } item)
        {
            return new Problem(ProblemCodes.UnknownItem, "itemCode");
        }

        if (!station.IsActiveOn(ChinaTime.DateOf(clock.GetUtcNow())))
        {
            return new Problem(ProblemCodes.UnknownStation, "stationId");
        }

        if (SubmissionRules.ProblemOf(submission, item, notices, actor, clock.GetUtcNow()) is { } problem)
        {
            return problem;
        }

        List<StoredDocument> papers = [];
        for (int i = 0; i < submission.Materials.Count; i++)
        {
            Attempt<StoredDocument> paper = await FindAsync(
                submission, submission.Materials[i], $"materials[{i}].documentId", cancellationToken);
            if (!paper.Succeeded)
            {
                return paper.Problem;
            }

            papers.Add(paper.Value);
        }

        return new NewCase(item, station, papers, Texts(submission));
    }

    // The texts that the checks have found in force; their hashes go into the case file.
    private Dictionary<(string Code, int Version), Notice> Texts(CaseSubmission submission) =>
        (submission.Consents ?? [])
            .Select(consent => (Code: consent.Purpose, Version: consent.NoticeVersion))
            .Append((submission.Notice.Code, submission.Notice.Version))
            .Distinct()
            .ToDictionary(key => key, key => notices.Find(key.Code, key.Version)!);

    private async Task<Attempt<StoredDocument>> FindAsync(
        CaseSubmission submission, MaterialData material, string field, CancellationToken cancellationToken)
    {
        StoredDocument? paper = await documents.RecallAsync(submission.CaseId, material.DocumentId, cancellationToken);
        // One that the clean-up may be about to remove counts as missing: it must not vanish after the submission.
        if (paper is null
            || paper.MaterialCode != material.Code
            || paper.StoredAt < clock.GetUtcNow() - UsableFor)
        {
            return new Problem(ProblemCodes.DocumentMissing, field);
        }

        return paper.StationId == submission.StationId
            ? paper
            : new Problem(ProblemCodes.DocumentNotYours, field);
    }
}
