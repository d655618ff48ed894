using Daoban.Verify.Anchors;
using Daoban.Verify.Findings;
using Daoban.Verify.Histories;
using Daoban.Verify.Ledgers;
using Daoban.Verify.Manifests;
using Daoban.Verify.Originals;
using Daoban.Verify.Packages;
using Daoban.Verify.Rows;

namespace Daoban.Verify;

/// <summary>
/// Checks an evidence package as docs/evidence-format.md says. The contents come before the archive and the manifest's
/// hashes, because they tell more precisely what was done; nothing is whole before all of it held.
/// </summary>
internal sealed class EvidenceVerifier(VerifyRequest request)
{
    private readonly List<Remark> held = [];
    private IReadOnlyList<string> changed = [];

    /// <param name="archive">The package, whole.</param>
    /// <param name="request">What it is checked against.</param>
    public static Verification Verify(ReadOnlyMemory<byte> archive, VerifyRequest request)
    {
        EvidenceVerifier verifier = new(request);
        Broken? broken = verifier.Check(archive);
        return new Verification(broken, verifier.held, verifier.changed);
    }

    private Broken? Check(ReadOnlyMemory<byte> archive)
    {
        if (archive.Length > PackageLimits.TotalBytes)
        {
            return new Broken(null, null, "文件超过 1 GiB 的限制。", "It is larger than the limit of 1 GiB.");
        }

        if (Package.Open(archive, out Package? package) is { } unreadable)
        {
            return unreadable;
        }

        if (Manifest.Read(package!, request.Keys, out Manifest? manifest) is { } unsigned)
        {
            return unsigned;
        }

        held.Add(Remarks.Of(manifest!));
        if (FileCheck.CheckNames(package!, manifest!) is { } names)
        {
            return names;
        }

        changed = FileCheck.FindChanged(package!, manifest!);
        if (CheckContents(package!, manifest!) is { } content)
        {
            return content;
        }

        if (changed.Count > 0)
        {
            return FileCheck.Describe(package!, manifest!, changed[0]);
        }

        if ((package!.ArchiveFault ?? FileCheck.CheckOrder(package, manifest!)) is { } archiveFault)
        {
            return archiveFault;
        }

        held.Add(Remarks.OfFiles(package));
        return null;
    }

    private Broken? CheckContents(Package package, Manifest manifest)
    {
        if (Ledger.Read(package, manifest.Chain, out Ledger ledger) is { } chain)
        {
            return chain;
        }

        AnchorReader anchorReader = new(package, manifest, request.Keys, request.Authorities);
        if ((anchorReader.ReadAll(out IReadOnlyList<Anchor> anchors)
            ?? AnchorMatch.Check(ledger, anchors, out long confirmed)
            ?? ledger.CheckHead(manifest, confirmed)) is { } rewritten)
        {
            return rewritten;
        }

        held.AddRange(Remarks.Of(ledger, anchors, request.Authorities.Count > 0));
        return CheckCase(package, manifest, ledger);
    }

    private Broken? CheckCase(Package package, Manifest manifest, Ledger ledger)
    {
        if (HistoryReader.ReadAll(package, manifest, ledger, out var histories) is { } history)
        {
            return history;
        }

        held.AddRange(Remarks.Of(histories));
        if (RowStates.Read(ledger, out RowStates states) is { } discontinued)
        {
            return discontinued;
        }

        RowReader rows = new(package, manifest, ledger, states);
        if (rows.ReadAll() is { } row)
        {
            return row;
        }

        held.Add(Remarks.Of(rows, states));
        return CheckOriginals(package, manifest, rows);
    }

    private Broken? CheckOriginals(Package package, Manifest manifest, RowReader rows)
    {
        bool areShredded = rows.Shredding is not null;
        Broken? fault = OriginalCheck.ReadRows(rows, out IReadOnlyList<DocumentRow> documents)
            ?? OriginalCheck.CheckIncluded(package, manifest, documents, areShredded);
        if (fault is null && request.Originals is { } folder)
        {
            fault = OriginalCheck.CheckFolder(folder, documents, areShredded);
        }

        if (fault is null)
        {
            held.Add(Remarks.OfOriginals(manifest, documents.Count, request.Originals is not null, areShredded));
        }

        return fault;
    }
}
