using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>A message that a turn wants to leave its instance.</summary>
internal sealed record Send(string Target, HistoryEvent Event)
{
    /// <summary>The sender's action; with its execution it makes the message unique.</summary>
    public required int ActionId { get; init; }

    /// <summary>Only for this execution of the target; null for any.</summary>
    public string? ExecutionId { get; init; }

    public bool Recursive { get; init; }

    public InboxMessage ToMessage(long order, string senderExecutionId) =>
        new(Target, MessageKeys.FromOrchestration(order, senderExecutionId, ActionId), Event)
        {
            ExecutionId = ExecutionId,
            Recursive = Recursive,
        };
}
