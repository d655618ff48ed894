using System.Text;
using System.Text.RegularExpressions;
using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Packages;
using Daoban.Verify.Signatures;

namespace Daoban.Verify.Manifests;

/// <summary>What the exporter signed: the case, the head of its chain, and every file of the package.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ExportedAt">When.</param>
/// <param name="KeyId">By which key.</param>
/// <param name="OriginalsIncluded">Whether the scanned papers are in the package.</param>
/// <param name="Head">The last ledger entry at export.</param>
/// <param name="Entries">Every file but the manifest, in ordinal order.</param>
internal sealed partial record Manifest(
    string CaseId,
    DateTimeOffset ExportedAt,
    string KeyId,
    bool OriginalsIncluded,
    HeadJson Head,
    IReadOnlyList<EntryJson> Entries)
{
    private const string Format = "evidence/1";
    private const string Included = "included";
    private const string Separate = "separate";

    /// <summary>The chain of the case.</summary>
    public string Chain => "case/" + CaseId;

    /// <summary>Reads and checks manifest and signature.</summary>
    public static Broken? Read(Package package, KeyRing keys, out Manifest? manifest)
    {
        manifest = null;
        if (!package.TryFind(PackagePaths.Manifest, out PackageFile? file))
        {
            return new Broken(
                PackagePaths.Manifest,
                null,
                "压缩包内没有清单：这不是证据包，或清单被删除。",
                "The archive has no manifest: it is no evidence package, or the manifest was removed.");
        }

        Broken? fault = SignedText.Read(file, out SignedText? signed);
        if (fault is not null)
        {
            return fault;
        }

        if (!StrictJson.TryRead(Encoding.UTF8.GetBytes(signed.Text), out ManifestJson? json))
        {
            return Fault("清单的内容不符合格式。", "The text of the manifest does not have the form of one.");
        }

        if (json.Format != Format)
        {
            return Fault(
                $"格式“{json.Format}”未知，应为 {Format}。", $"Unknown format '{json.Format}', expected {Format}.");
        }

        fault = signed.Check(keys, json.KeyId);
        return fault ?? Convert(json, out manifest);
    }

    private static Broken? Convert(ManifestJson json, out Manifest? manifest)
    {
        EntryJson[] entries = [.. json.Entries.OfType<EntryJson>()];
        manifest = null;
        if (!Uuid().IsMatch(json.CaseId)
            || !Instants.TryParse(json.ExportedAt, out DateTimeOffset exportedAt)
            || json.Originals is not (Included or Separate)
            || json.Head.Chain != "case/" + json.CaseId
            || json.Head.Sequence < 1
            || !Hex.IsHash(json.Head.Hash)
            || entries.Length != json.Entries.Count
            || !entries.All(entry => entry.Length >= 0 && Hex.IsHash(entry.Sha256)))
        {
            return Fault("清单中的值不符合格式。", "A value in the manifest does not have the form that it must have.");
        }

        if (entries.FirstOrDefault(entry => !PackagePaths.IsSound(entry.Path)) is { } unsound)
        {
            return Fault($"清单列有不允许的文件名“{unsound.Path}”。", $"It lists the forbidden name '{unsound.Path}'.");
        }

        if (entries.Zip(entries.Skip(1)).Any(pair => string.CompareOrdinal(pair.First.Path, pair.Second.Path) >= 0))
        {
            return Fault("清单中的文件没有按序排列，或有重复。", "The files are not in ordinal order, or one stands twice.");
        }

        bool included = json.Originals == Included;
        if (!included && entries.Any(entry => PackagePaths.IsOriginal(entry.Path)))
        {
            return Fault("清单称不含原件，却列有原件。", "It says that originals are separate, and lists some.");
        }

        manifest = new Manifest(json.CaseId, exportedAt, json.KeyId, included, json.Head, entries);
        return null;
    }

    private static Broken Fault(string chinese, string english) =>
        new(PackagePaths.Manifest, null, chinese, english);

    [GeneratedRegex(@"\A[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\z")]
    private static partial Regex Uuid();
}
