namespace Daoban.Workflows.Messages;

/// <summary>What a replay did.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Replayed">Messages sent again; 0 when there was none (any more).</param>
public sealed record ReplayReceipt(string Queue, int Replayed);
