namespace Daoban.Run.Demo;

/// <summary>The orchestration history of a case: its own instance and its payments'.</summary>
internal sealed record HistoryState(string CaseId, IReadOnlyList<InstanceState> Instances);
