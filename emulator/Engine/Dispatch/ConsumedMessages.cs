using System.Collections.Concurrent;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Messages that this process has consumed lately: a reader that saw the row before the tombstone need not wake
/// anybody. Only saves work; it is the row's ETag that makes a second consumption impossible.
/// </summary>
internal sealed class ConsumedMessages
{
    private readonly ConcurrentDictionary<string, long> consumed = new();

    public void Add(string rowKey) => consumed[rowKey] = Environment.TickCount64;

    public bool Contains(string rowKey) => consumed.ContainsKey(rowKey);

    public void ForgetOlderThan(TimeSpan age)
    {
        long limit = Environment.TickCount64 - (long)age.TotalMilliseconds;
        foreach ((string key, long at) in consumed)
        {
            if (at < limit)
            {
                consumed.TryRemove(key, out _);
            }
        }
    }
}
