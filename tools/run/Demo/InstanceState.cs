namespace Daoban.Run.Demo;

/// <summary>One orchestration instance with its history.</summary>
internal sealed record InstanceState(
    string InstanceId, string Name, string RuntimeStatus, IReadOnlyList<HistoryLine> Events);
