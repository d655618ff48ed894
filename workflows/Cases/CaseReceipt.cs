using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>受理: the case is taken in; a repeat of the same submission gets the same receipt.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ItemCode">Catalog item.</param>
/// <param name="ItemVersion">Version pinned for this case.</param>
/// <param name="Stage">Stage at the first answer.</param>
/// <param name="SubmittedAt">UTC instant of acceptance.</param>
public sealed record CaseReceipt(
    string CaseId, string ItemCode, int ItemVersion, CaseStage Stage, DateTimeOffset SubmittedAt);
