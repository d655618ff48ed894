namespace Daoban.Workflows.CaseFiles;

/// <summary>One scanned paper of a case; its bytes are in blob storage, encrypted.</summary>
/// <param name="DocumentId">Lower-case UUID made by the client.</param>
/// <param name="MaterialCode">Catalog material it serves, e.g. <c>M01</c>.</param>
/// <param name="MediaType">Detected from its content.</param>
/// <param name="Length">Bytes of the plain content.</param>
/// <param name="Sha256">SHA-256 of the plain content, lower-case hex.</param>
public sealed record DocumentRecord(
    string DocumentId,
    string MaterialCode,
    string MediaType,
    long Length,
    string Sha256);
