using System.Collections.Concurrent;

namespace Daoban.Emulator.Tests.Hosting.Transports;

/// <summary>What a host's function does with its messages.</summary>
internal sealed class Work(string host, ConcurrentQueue<Delivery> seen, Func<Delivery, Task> handle)
{
    public Task HandleAsync(Delivery delivery)
    {
        Delivery mine = delivery with { Host = host };
        seen.Enqueue(mine);
        return handle(mine);
    }
}
