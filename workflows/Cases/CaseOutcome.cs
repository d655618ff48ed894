using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>Output of <see cref="CaseOrchestrator"/>.</summary>
/// <param name="Stage">Completed, rejected or lapsed.</param>
/// <param name="ReasonCode">Why; null when completed.</param>
public sealed record CaseOutcome(CaseStage Stage, string? ReasonCode);
