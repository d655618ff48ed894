using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;

namespace Daoban.Workflows.Rights;

/// <summary>Hands out the copy that a resident asked for: to the clerk who took the request down, for a day.</summary>
public sealed class DataCopies
{
    private readonly CaseFileStore store;
    private readonly PersonalReads reads;
    private readonly TimeProvider clock;

    internal DataCopies(CaseFileStore store, PersonalReads reads, TimeProvider clock)
    {
        this.store = store;
        this.reads = reads;
        this.clock = clock;
    }

    /// <summary>The copy, once its reading is in the reader's access chain.</summary>
    /// <returns>The copy; <c>unknown-request</c>, <c>copy-not-readable</c> or <c>data-deleted</c>.</returns>
    public async Task<Attempt<PersonalDataCopy>> ReadAsync(
        string caseId, string requestId, Actor actor, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        if (!file.Requests.TryGetValue(requestId, out RightsRequestRecord? request))
        {
            return new Problem(ProblemCodes.UnknownRequest, "requestId");
        }

        if (file.Existing is { DataState: DataState.Deleted } deleted)
        {
            return MaskingPolicy.DataProblemOf(deleted)!;
        }

        if (request.RequestedBy != actor.Id || request.CopyUntil is not { } until || clock.GetUtcNow() > until)
        {
            return new Problem(ProblemCodes.CopyNotReadable, "requestId");
        }

        await reads.EnterAsync(file, LedgerActions.DataCopied, requestId, actor, cancellationToken);
        return Copy(file, file.Existing);
    }

    private static PersonalDataCopy Copy(CaseFile file, CaseRecord record)
    {
        return new PersonalDataCopy(
            file.CaseId,
            record.ItemCode,
            record.SubmittedAt,
            record.Stage,
            Reveal("name")!,
            Reveal("idNumber")!,
            Reveal("address")!,
            Reveal("phone"),
            Reveal("bankAccount"),
            record.Resident.BankAccountKind,
            Reveal("note"),
            [.. file.Decisions.Values
                .OrderBy(decision => decision.ReceivedAt)
                .Select(decision => DecisionComments.Reveal(file, decision))
                .OfType<string>()],
            record.IdentityCheck,
            record.Notice,
            [.. file.Consents.Values.OrderBy(consent => consent.GivenAt).Select(ConsentView.Of)],
            [.. file.Documents.Values.OrderBy(document => document.MaterialCode)]);

        string? Reveal(string field) => ResidentProtection.Reveal(file, record, field);
    }
}
