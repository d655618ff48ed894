namespace Daoban.Workflows.Documents;

/// <summary>
/// A document to store. The caller has checked the ids, the material and that the station is the clerk's.
/// </summary>
/// <param name="CaseId">Lower-case UUID.</param>
/// <param name="DocumentId">Lower-case UUID, made by the client, so that a repeated upload is recognised.</param>
/// <param name="MaterialCode">What it shows, <c>M01</c>.</param>
/// <param name="StationId">The station that scanned it.</param>
/// <param name="Bytes">1 byte to <see cref="DocumentType.MaximumBytes"/>.</param>
public sealed record NewDocument(
    string CaseId,
    string DocumentId,
    string MaterialCode,
    string StationId,
    ReadOnlyMemory<byte> Bytes);
