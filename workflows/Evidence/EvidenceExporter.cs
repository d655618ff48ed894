using Daoban.Workflows.Alerts;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Evidence;

/// <summary>
/// Exports what proves a case to outsiders (docs/evidence-format.md). The export is entered into the auditor's access
/// chain, and so is every paper that goes with it, before anything is given out.
/// </summary>
public sealed class EvidenceExporter
{
    /// <summary>Bytes of scanned papers that a package may hold: it is made in memory.</summary>
    public const long MostOriginalBytes = 256L * 1024 * 1024;

    private const string Field = "originals";

    private readonly CaseFileStore store;
    private readonly DocumentStore documents;
    private readonly EvidenceHistories histories;
    private readonly HeadAnchoring anchoring;
    private readonly PublicKeys publicKeys;
    private readonly ISigningKey signing;
    private readonly AccessLog log;
    private readonly AccessAlerts alerts;
    private readonly IOriginalsPermission permission;
    private readonly TimeProvider clock;

    internal EvidenceExporter(
        CaseFileStore store,
        DocumentStore documents,
        EvidenceHistories histories,
        HeadAnchoring anchoring,
        PublicKeys publicKeys,
        ISigningKey signing,
        AccessLog log,
        AccessAlerts alerts,
        IOriginalsPermission permission,
        TimeProvider clock)
    {
        this.store = store;
        this.documents = documents;
        this.histories = histories;
        this.anchoring = anchoring;
        this.publicKeys = publicKeys;
        this.signing = signing;
        this.log = log;
        this.alerts = alerts;
        this.permission = permission;
        this.clock = clock;
    }

    /// <summary>Makes the package.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="choice">Whether the scanned papers are in it.</param>
    /// <param name="actor">The auditor.</param>
    /// <param name="client">Reads the histories.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <returns>
    /// The package; <c>unknown-case</c>, <c>not-approved</c> when papers are asked for without an approval,
    /// <c>too-large</c> when they are too many, <c>not-time-stamped</c> while no time stamp can be had.
    /// </returns>
    /// <exception cref="KeyUnavailableException">The key does not sign now.</exception>
    /// <exception cref="CaseBusyException">The case was changed all the time.</exception>
    public async Task<Attempt<EvidencePackage>> ExportAsync(
        string caseId,
        OriginalsChoice choice,
        Actor actor,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        bool included = choice is OriginalsChoice.Included;
        if (included && !await permission.IsGrantedAsync(caseId, actor, cancellationToken))
        {
            return new Problem(ProblemCodes.NotApproved, Field);
        }

        if (await ReadAsync(caseId, cancellationToken) is not (CaseSnapshot snapshot, { } proofs))
        {
            return new Problem(ProblemCodes.UnknownCase);
        }

        if (proofs.All(proof => proof.Token is null))
        {
            return new Problem(ProblemCodes.NotTimeStamped);
        }

        if (included && snapshot.File.Documents.Values.Sum(document => document.Length) > MostOriginalBytes)
        {
            return Problem.With(ProblemCodes.TooLarge, Field, "maximumBytes", MostOriginalBytes);
        }

        EvidenceFiles files = new();
        files.AddLines("ledger.jsonl", snapshot.Lines.Select(line => line.Text));
        EvidenceRows.Add(files, snapshot.File);
        EvidenceAnchors.Add(files, proofs);
        await histories.AddAsync(files, snapshot.File, client, cancellationToken);
        await EnterAsync(snapshot, included, actor, cancellationToken);
        if (included && await AddOriginalsAsync(files, snapshot.File, cancellationToken) is { } missing)
        {
            return missing;
        }

        return new EvidencePackage(
            caseId, await SignAsync(snapshot, included, files, cancellationToken), files);
    }

    // An anchor may be newer than the rows: then they are read again, so that the ledger holds what it proves.
    private async Task<(CaseSnapshot?, IReadOnlyList<AnchorProof>?)> ReadAsync(
        string caseId, CancellationToken cancellationToken)
    {
        if (await CaseSnapshot.ReadAsync(store, caseId, cancellationToken) is not { } before)
        {
            return default;
        }

        IReadOnlyList<AnchorProof> proofs = await anchoring.CoverAsync(
            LedgerChain.OfCase(caseId), before.Head.Sequence, cancellationToken);
        bool isNewer = proofs.Any(proof => AnchorLeaf.Parse(proof.Leaf).Sequence > before.Head.Sequence);
        return (isNewer ? await CaseSnapshot.ReadAsync(store, caseId, cancellationToken) : before, proofs);
    }

    private async Task EnterAsync(
        CaseSnapshot snapshot, bool included, Actor actor, CancellationToken cancellationToken)
    {
        string caseId = snapshot.File.CaseId;
        await log.EnterAsync(
            new(LedgerActions.EvidenceExported, actor, snapshot.Head.Hash, Name(included), CaseId: caseId),
            cancellationToken);
        foreach (string documentId in snapshot.File.Documents.Keys.Where(_ => included))
        {
            await alerts.OnReadAsync(
                await log.EnterAsync(
                    new(LedgerActions.DocumentRead, actor, documentId, CaseId: caseId), cancellationToken),
                isOwnCase: true);
        }
    }

    private async Task<Problem?> AddOriginalsAsync(
        EvidenceFiles files, CaseFile file, CancellationToken cancellationToken)
    {
        foreach (string documentId in file.Documents.Keys)
        {
            Attempt<DocumentContent> paper = await documents.ReadAsync(
                file.CaseId, documentId, file.Key, cancellationToken);
            if (!paper.Succeeded)
            {
                return paper.Problem;
            }

            files.Add("originals/" + documentId, paper.Value.Bytes);
        }

        return null;
    }

    private async Task<string> SignAsync(
        CaseSnapshot snapshot, bool included, EvidenceFiles files, CancellationToken cancellationToken)
    {
        PublicSigningKey key = await publicKeys.KeepAsync(cancellationToken);
        string caseId = snapshot.File.CaseId;
        EvidenceManifest manifest = new(
            EvidenceManifest.KnownFormat,
            caseId,
            AnchorText.Format7(clock.GetUtcNow()),
            key.KeyId,
            Name(included),
            new ManifestHead(LedgerChain.OfCase(caseId), snapshot.Head.Sequence, snapshot.Head.Hash),
            files.Entries);
        return (await SignedEnvelope.SignAsync(signing, manifest.ToJson(), cancellationToken)).ToJson();
    }

    private static string Name(bool included) => included ? "included" : "separate";
}
