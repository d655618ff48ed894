using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Ledger;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// Deletes the personal data of a closed case for good. One transaction blanks every protected field and keyed hash,
/// removes the case's key and enters that; with the key go the salts of all commitments and every copy of the
/// ciphertext, also in backups and in the archive. What remains is the chain, which verifies as before.
/// </summary>
public sealed class DataDeletion
{
    private readonly CaseChanges changes;
    private readonly DocumentStore documents;
    private readonly IDataRegister register;
    private readonly IEnumerable<IPersonalProjection> projections;
    private readonly TimeProvider clock;

    internal DataDeletion(
        CaseChanges changes,
        DocumentStore documents,
        IDataRegister register,
        IEnumerable<IPersonalProjection> projections,
        TimeProvider clock)
    {
        this.changes = changes;
        this.documents = documents;
        this.register = register;
        this.projections = projections;
        this.clock = clock;
    }

    /// <summary>Why the data may not be deleted now (<see cref="DeletionReasons"/>); null when they may.</summary>
    public string? ObstacleTo(CaseRecord record) =>
        record.Hold is not null ? DeletionReasons.LegalHold
        : record.ClosedAt is { } closedAt
            && register.RuleOf(RetentionClasses.CaseData).IsOver(closedAt, clock.GetUtcNow()) ? null
        : DeletionReasons.RetentionNotOver;

    /// <summary>
    /// Deletes, unless something stands against it. Safe to repeat: what an interrupted run left is done, what it did
    /// is not done twice.
    /// </summary>
    /// <returns>What stands against it; null once everything is gone.</returns>
    public async Task<string?> DeleteAsync(
        string caseId, Actor actor, string reason, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // A change that changes nothing: effects that were left behind go out now and not after the projections forgot.
        CaseFile file = await changes.ApplyAsync(caseId, client, (found, _) => found, cancellationToken);
        if (file.Existing.DataState is not DataState.Deleted)
        {
            if (ObstacleTo(file.Existing) is { } obstacle)
            {
                return obstacle;
            }

            foreach (IPersonalProjection projection in projections)
            {
                await projection.ForgetAsync(file, cancellationToken);
            }

            string? appeared = (await changes.ApplyAsync(
                caseId, client, (now, change) => Blank(now, change, actor, reason), cancellationToken)).Obstacle;
            if (appeared is not null)
            {
                return appeared;
            }
        }

        // The key is gone and they open no more; the blobs themselves are only waste now.
        foreach (string documentId in file.Documents.Keys)
        {
            await documents.RemoveAsync(caseId, documentId, cancellationToken);
        }

        return null;
    }

    // A hold may have been set since the file was read; the transaction decides.
    private (string? Obstacle, bool Done) Blank(CaseFile file, CaseChange change, Actor actor, string reason)
    {
        CaseRecord record = file.Existing;
        if (record.DataState is DataState.Deleted)
        {
            return (null, true);
        }

        if (ObstacleTo(record) is { } obstacle)
        {
            return (obstacle, false);
        }

        change.Put(record with
        {
            ContentHash = "",
            Resident = new ResidentRecord(
                Name: "",
                IdNumber: "",
                IdNumberHash: "",
                Phone: null,
                Address: "",
                BankAccount: null,
                BankAccountKind: null),
            ProtectedNote = null,
            DataState = DataState.Deleted,
            DataReason = reason,
        });
        foreach (DecisionRecord decision in file.Decisions.Values)
        {
            change.Put(decision with { ProtectedComment = null, ContentHash = "" });
        }

        foreach (ConsentRecord consent in file.Consents.Values)
        {
            change.Put(consent with { ProtectedGuardianName = null });
        }

        foreach (RightsRequestRecord request in file.Requests.Values)
        {
            change.Put(request with { ProtectedNewValue = null, ContentHash = "", CopyUntil = null });
        }

        change.Shred();
        change.Enter(new(LedgerActions.DataDeleted, actor, file.CaseId, Reason: reason));
        return (null, true);
    }
}
