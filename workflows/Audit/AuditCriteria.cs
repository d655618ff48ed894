namespace Daoban.Workflows.Audit;

/// <summary>
/// What an auditor searches by, as the query parameters say it. At least one is needed; all must hold.
/// </summary>
/// <param name="CaseId">A case: its own entries.</param>
/// <param name="Person">Keyed hash of a resident's ID number.</param>
/// <param name="Actor">Who did something.</param>
/// <param name="Station">Station that took the case in.</param>
/// <param name="Item">Catalog item of the case.</param>
/// <param name="Verdict">Of an applied decision: <c>approved</c> or <c>rejected</c>.</param>
/// <param name="Stage">Of a closed case: <c>completed</c>, <c>rejected</c> or <c>lapsed</c>.</param>
/// <param name="From">First day in China, <c>yyyy-MM-dd</c>.</param>
/// <param name="To">Last day in China, <c>yyyy-MM-dd</c>.</param>
public sealed record AuditCriteria(
    string? CaseId,
    string? Person,
    string? Actor,
    string? Station,
    string? Item,
    string? Verdict,
    string? Stage,
    string? From,
    string? To);
