using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.Tests.Hosting.Transports;

/// <summary>A queue of its own, and hosts that listen to it.</summary>
internal abstract class TransportBench : IAsyncDisposable
{
    public const int DeliveryLimit = 3;

    private readonly ConcurrentQueue<Delivery> seen = new();
    private readonly List<TestApp> hosts = [];

    public IReadOnlyList<Delivery> Deliveries => [.. seen];

    protected string QueueName { get; } = $"q{Guid.NewGuid():N}"[..20];

    /// <summary>Starts a host whose function does as the test says.</summary>
    public async Task<TestApp> StartHostAsync(string name, Func<Delivery, Task> handle)
    {
        TestAppOptions options = Options() with
        {
            DrainLimit = TimeSpan.FromMilliseconds(200),
            Configure = builder => builder.Services.AddSingleton(new Work(name, seen, handle)),
        };
        TestApp host = await TestApp.StartAsync(options);
        hosts.Add(host);
        return host;
    }

    public abstract Task SendAsync(string id, string text, string? traceParent = null);

    /// <summary>Messages that are neither handled nor given up, hidden ones included.</summary>
    public abstract Task<int> CountAsync();

    /// <summary>Texts of the messages that were given up.</summary>
    public abstract Task<IReadOnlyList<string>> DeadLettersAsync();

    /// <summary>Lets the time pass after which a message whose call does not end is another's.</summary>
    public abstract Task LoseLockAsync(Delivery delivery);

    public async ValueTask DisposeAsync()
    {
        foreach (TestApp host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    protected abstract TestAppOptions Options();
}
