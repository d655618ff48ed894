namespace Daoban.Workflows.Evidence;

/// <summary>A package that is ready to be handed over.</summary>
public sealed class EvidencePackage
{
    private readonly string manifest;
    private readonly EvidenceFiles files;

    internal EvidencePackage(string caseId, string manifest, EvidenceFiles files)
    {
        CaseId = caseId;
        this.manifest = manifest;
        this.files = files;
    }

    /// <summary>The case.</summary>
    public string CaseId { get; }

    /// <summary>Writes the zip archive.</summary>
    public Task WriteAsync(Stream target, CancellationToken cancellationToken) => EvidenceZip.WriteAsync(
        files.All.Prepend(new("manifest.json", System.Text.Encoding.UTF8.GetBytes(manifest))),
        target,
        cancellationToken);
}
