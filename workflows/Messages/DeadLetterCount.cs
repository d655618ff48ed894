namespace Daoban.Workflows.Messages;

/// <summary>How many dead letters a queue has.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Transport">Where they lie.</param>
/// <param name="Count">About how many; at least as many as are listed.</param>
public sealed record DeadLetterCount(string Queue, string Transport, long Count);
