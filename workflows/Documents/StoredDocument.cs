namespace Daoban.Workflows.Documents;

/// <summary>A scanned paper in the store; immutable from the first answer on.</summary>
/// <param name="CaseId">Lower-case UUID.</param>
/// <param name="DocumentId">Lower-case UUID, made by the client.</param>
/// <param name="MaterialCode">What it shows, <c>M01</c>.</param>
/// <param name="MediaType">
/// <c>application/pdf</c>, <c>image/jpeg</c> or <c>image/png</c>, found from the content.
/// </param>
/// <param name="Length">Bytes before encryption.</param>
/// <param name="Sha256">SHA-256 of the bytes before encryption, 64 lower-case hexadecimal digits.</param>
/// <param name="StationId">The station that scanned it.</param>
/// <param name="StoredAt">When it was first stored, UTC.</param>
public sealed record StoredDocument(
    string CaseId,
    string DocumentId,
    string MaterialCode,
    string MediaType,
    long Length,
    string Sha256,
    string StationId,
    DateTimeOffset StoredAt);
