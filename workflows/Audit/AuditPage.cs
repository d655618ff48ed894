namespace Daoban.Workflows.Audit;

/// <summary>One page of a search.</summary>
/// <param name="Hits">
/// At most 50, the newest first; a page may be empty and still have a next one where filters left nothing of it.
/// </param>
/// <param name="Continuation">Opaque token of the next page; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditHit> Hits, string? Continuation);
