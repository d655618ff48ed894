using Azure;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>One row of an instance's inbox.</summary>
/// <param name="InstanceId">Whom it is for.</param>
/// <param name="Key">Last part of the row key: order number, then who sent it. Messages are taken in this
/// order.</param>
/// <param name="Event">What happened; null for a client's start, whose facts are in the instance row.</param>
internal sealed record InboxMessage(string InstanceId, string Key, HistoryEvent? Event)
{
    /// <summary>Only for this execution of the instance; null for any.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>A terminate that goes on to the children.</summary>
    public bool Recursive { get; init; }

    /// <summary>ETag of the row: consuming it twice fails.</summary>
    public ETag ETag { get; init; }

    public string RowKey => RowKeys.Message(InstanceId, Key);

    /// <summary>The instance row itself drops a repeated start, so that its message needs no tombstone.</summary>
    public bool IsClientStart => Event is null;
}
