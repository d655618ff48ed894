namespace Daoban.Workflows.Documents;

/// <summary>
/// A note that a document was about to be stored. It is written before the document, so that no document can lie in the
/// store unnoticed; who cleans up decides by the case file whether it is referenced.
/// </summary>
/// <param name="CaseId">The case it was uploaded under.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="At">When, UTC: the document's <see cref="StoredDocument.StoredAt"/> if this upload became it.</param>
public sealed record Upload(string CaseId, string DocumentId, DateTimeOffset At);
