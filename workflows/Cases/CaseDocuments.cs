using Azure;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Stations;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Cases;

/// <summary>
/// Scanned papers of a case: uploaded before the case is submitted, read afterwards, each reading in the ledger.
/// </summary>
public sealed partial class CaseDocuments
{
    private static readonly TimeSpan KeptUnreferenced = TimeSpan.FromHours(24);

    // Well before IntakeCheck takes a paper for too old; younger ones answer as the first time.
    private static readonly TimeSpan RenewedAfter = TimeSpan.FromHours(12);

    private readonly CaseFileStore store;
    private readonly PersonalReads reads;
    private readonly DocumentStore documents;
    private readonly UploadLog uploads;
    private readonly ICatalog catalog;
    private readonly IStations stations;
    private readonly MaskingPolicy policy;
    private readonly TimeProvider clock;
    private readonly ILogger<CaseDocuments> logger;

    internal CaseDocuments(
        CaseFileStore store,
        PersonalReads reads,
        DocumentStore documents,
        UploadLog uploads,
        ICatalog catalog,
        IStations stations,
        MaskingPolicy policy,
        TimeProvider clock,
        ILogger<CaseDocuments> logger)
    {
        this.store = store;
        this.reads = reads;
        this.documents = documents;
        this.uploads = uploads;
        this.catalog = catalog;
        this.stations = stations;
        this.policy = policy;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>
    /// Keeps a paper under a case id that is not submitted yet. Repeating it with the same content is safe.
    /// </summary>
    public async Task<Attempt<StoredDocument>> PutAsync(
        NewDocument document, Actor actor, CancellationToken cancellationToken)
    {
        if (!Ids.IsLowerCaseUuid(document.CaseId))
        {
            return new Problem(ProblemCodes.MalformedId, "caseId");
        }

        if (!Ids.IsLowerCaseUuid(document.DocumentId))
        {
            return new Problem(ProblemCodes.MalformedId, "documentId");
        }

        if (!actor.Stations.Contains(document.StationId))
        {
            return new Problem(ProblemCodes.StationNotYours, "station");
        }

        // A late repetition of an upload that the submitted case already holds is answered as the first time.
        CaseFile file = await store.RecallNewAsync(document.CaseId, cancellationToken);
        return file.Record is { DataState: DataState.Deleted } gone ? MaskingPolicy.DataProblemOf(gone)!
            : file.Documents.ContainsKey(document.DocumentId)
                ? await documents.PutAsync(document, file.Key, cancellationToken)
            : file.Record is not null ? new Problem(ProblemCodes.WrongStage, "caseId")
            : (ProblemOf(document) ?? DocumentStore.ProblemOf(document)) is { } problem ? problem
            : await PutFreshAsync(document, file, cancellationToken);
    }

    /// <summary>A paper of a submitted case, once its reading is in the reader's access chain.</summary>
    public async Task<Attempt<DocumentContent>> ReadAsync(
        string caseId, string documentId, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadCurrentAsync(caseId, cancellationToken);
        if (!file.Documents.ContainsKey(documentId))
        {
            return new Problem(ProblemCodes.UnknownDocument);
        }

        if (policy.RefusalToReveal(actor.Role, "paper", file.Existing, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        await reads.EnterAsync(file, LedgerActions.DocumentRead, documentId, actor, cancellationToken);
        return await documents.ReadAsync(caseId, documentId, file.Key, cancellationToken);
    }

    /// <summary>
    /// Removes papers whose case was not submitted within a day. Called by a timer; safe to run twice.
    /// </summary>
    public async Task RemoveUnreferencedAsync(CancellationToken cancellationToken)
    {
        await foreach (Upload upload in uploads.ListOlderThanAsync(KeptUnreferenced, cancellationToken))
        {
            try
            {
                CaseFile file = await store.LoadAsync(upload.CaseId, cancellationToken);
                await (file.Documents.ContainsKey(upload.DocumentId)
                    ? uploads.ForgetAsync(upload, cancellationToken)
                    : documents.DeleteAsync(upload, cancellationToken));
            }
            catch (Exception failure) when (failure is not (RequestFailedException or OperationCanceledException))
            {
                // Case file or paper cannot be read, so it stays; the others must not wait for that. Storage that
                // does not answer concerns them all.
                LogUnreadable(upload.CaseId, upload.DocumentId, failure.GetType().Name);
            }
        }
    }

    // A paper that is scanned again counts as new: the submission that follows must not find it too old.
    private async Task<Attempt<StoredDocument>> PutFreshAsync(
        NewDocument document, CaseFile file, CancellationToken cancellationToken)
    {
        CaseKey key = await store.EnsureKeyAsync(file, cancellationToken);
        Attempt<StoredDocument> stored = await documents.PutAsync(document, key, cancellationToken);
        return !stored.Succeeded || stored.Value.StoredAt > clock.GetUtcNow() - RenewedAfter ? stored
            : await documents.RenewAsync(stored.Value, cancellationToken) is { } renewed ? renewed
            : await documents.PutAsync(document, key, cancellationToken);
    }

    // Why a paper cannot go into a new case today; catalog and stations move on.
    private Problem? ProblemOf(NewDocument document) =>
        !catalog.Items.Any(item => item.Takes(document.MaterialCode))
            ? new Problem(ProblemCodes.MaterialUnknown, "material")
            : stations.Find(document.StationId)?.IsActiveOn(ChinaTime.DateOf(clock.GetUtcNow())) != true
            ? new Problem(ProblemCodes.UnknownStation, "station")
            : null;

    [LoggerMessage(
        4101,
        LogLevel.Error,
        "Case {CaseId}: the case file or its document {DocumentId} cannot be read ({ErrorType}), the document stays")]
    private partial void LogUnreadable(string caseId, string documentId, string errorType);
}
