namespace Daoban.Workflows.Audit;

/// <summary>What the durable engine recorded of a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Instances">The case's orchestration first, then its payments'.</param>
public sealed record HistoryView(string CaseId, IReadOnlyList<InstanceHistory> Instances);
