namespace Daoban.Run.Backup;

/// <summary>One blob container of a backup.</summary>
/// <param name="Name">Its name, that of its index and of the folder of its blobs.</param>
/// <param name="Metadata">Of the container.</param>
/// <param name="Index">The file <c>blobs/{name}.jsonl</c>, one blob a line.</param>
/// <param name="ContentBytes">Sum of the blobs' lengths.</param>
/// <param name="LeftOut">Blobs that went while the application ran; otherwise 0.</param>
/// <param name="PublicAccess">Storage's word for it; null for none.</param>
internal sealed record ContainerPart(
    string Name,
    IReadOnlyDictionary<string, string> Metadata,
    FileDigest Index,
    long ContentBytes,
    int LeftOut,
    string? PublicAccess = null);
