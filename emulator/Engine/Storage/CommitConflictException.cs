namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// A commit was refused because a row is not what it was: somebody else moved the instance on, or a message was
/// consumed already. Nothing of the commit was stored; what was computed from the old state must be dropped.
/// </summary>
/// <param name="rowKey">The row that differs; null when that is the instance's own.</param>
internal sealed class CommitConflictException(string? rowKey)
    : Exception(rowKey is null ? "The instance has moved on." : $"Row {rowKey} is not as expected.")
{
    public string? RowKey { get; } = rowKey;
}
