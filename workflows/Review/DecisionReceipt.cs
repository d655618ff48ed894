using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Review;

/// <summary>A decision was recorded; the task shows what becomes of it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TaskId">The task.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="State">Received at first; applied or refused on a later repeat.</param>
public sealed record DecisionReceipt(string CaseId, string TaskId, string DecisionId, DecisionState State);
