namespace Daoban.Run.Demo;

/// <summary>One page of the reviewer's worklist.</summary>
internal sealed record TaskPage(IReadOnlyList<TaskState> Tasks, string? Continuation);
