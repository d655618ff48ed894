using System.Collections.Concurrent;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Row keys of messages that some outbox still names. Every instance with an outbox has a work mark and is read at
/// recovery, so this is complete: a tombstone outside it will not be asked for again.
/// </summary>
internal sealed class SendsUnderWay
{
    private readonly ConcurrentDictionary<string, byte> rowKeys = new();

    public void Add(OutboxEntry entry) => rowKeys[RowKeys.Message(entry.Target, entry.Key)] = 0;

    public void Remove(OutboxEntry entry) => rowKeys.TryRemove(RowKeys.Message(entry.Target, entry.Key), out _);

    public bool Contains(string rowKey) => rowKeys.ContainsKey(rowKey);
}
