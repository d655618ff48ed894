namespace Daoban.Verify.Manifests;

/// <summary>The signed text of <c>manifest.json</c>.</summary>
internal sealed record ManifestJson(
    string Format,
    string CaseId,
    string ExportedAt,
    string KeyId,
    string Originals,
    HeadJson Head,
    IReadOnlyList<EntryJson?> Entries);
