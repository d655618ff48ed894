using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Emulator.Hosting;
using Daoban.Emulator.Hosting.Queues;
using Daoban.Emulator.Storage;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Queues;

/// <summary>A queue of its own on Azurite, listened to by one function that does as the test says.</summary>
internal sealed class QueueBench : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<TriggerData> calls = [];
    private bool stopped;

    private QueueBench(
        StorageClients storage, string name, QueueOptions options, TimeProvider clock, TriggerCall function)
    {
        Queue = storage.Queues.GetQueueClient(name);
        Poison = storage.Queues.GetQueueClient(name + "-poison");
        Listener = QueueListener.Of(storage, name, options, CallAsync, clock, Log);
        return;

        async Task CallAsync(TriggerData data, CancellationToken token)
        {
            lock (gate)
            {
                calls.Add(data);
            }

            await function(data, token);
        }
    }

    public static QueueOptions Fast { get; } = new() { MaxPollingInterval = TimeSpan.FromMilliseconds(100) };

    public QueueClient Queue { get; }

    public QueueClient Poison { get; }

    public QueueListener Listener { get; }

    public RecordingLogger Log { get; } = new();

    public IReadOnlyList<TriggerData> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>Makes queue and listener; the listener is not started yet.</summary>
    public static async Task<QueueBench> CreateAsync(
        string connectionString,
        TriggerCall function,
        QueueOptions? options = null,
        TimeProvider? clock = null,
        string? name = null,
        bool createQueue = true,
        BrokenPolicy? policy = null)
    {
        name ??= $"q{Guid.NewGuid():N}";
        var storage = new StorageClients(connectionString, policy is null ? null : policy.AddTo);
        var bench = new QueueBench(storage, name, options ?? Fast, clock ?? TimeProvider.System, function);
        if (createQueue)
        {
            await bench.Queue.CreateAsync();
        }

        return bench;
    }

    public static Task Succeed(TriggerData data, CancellationToken token) => Task.CompletedTask;

    public static Task Fail(TriggerData data, CancellationToken token) => throw new InvalidOperationException("no");

    public Task StartAsync() => Listener.StartAsync(CancellationToken.None);

    public Task SendAsync(string text) => Queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    public Task SendRawAsync(string text) => Queue.SendMessageAsync(text);

    /// <summary>Messages in the queue, visible or not; 0 when there is no queue.</summary>
    public static async Task<int> CountAsync(QueueClient queue) =>
        await queue.ExistsAsync() ? (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount : 0;

    public async Task<QueueMessage> TakePoisonAsync()
    {
        await Eventually.HoldsAsync(async () => await CountAsync(Poison) == 1 && await CountAsync(Queue) == 0);
        return (await Poison.ReceiveMessageAsync()).Value;
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        stopped = true;
        await Listener.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!stopped)
        {
            // A test that failed half-way leaves calls that never end.
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await StopAsync(patience.Token);
        }

        await Listener.DisposeAsync();
    }
}
