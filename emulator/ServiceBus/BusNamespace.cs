using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;
using Daoban.Emulator.Storage;

namespace Daoban.Emulator.ServiceBus;

/// <summary>
/// The queues of one namespace, each of them two storage queues: <c>servicebus-{name}</c> and
/// <c>servicebus-{name}-deadletter</c>.
/// </summary>
internal sealed partial class BusNamespace(StorageClients storage, BusOptions options, TimeProvider clock)
{
    public const string Prefix = "servicebus-";
    public const string DeadLetterSuffix = "-deadletter";

    private const int LongestStorageName = 63;

    private readonly ConcurrentDictionary<(string Queue, SubQueue SubQueue), BusQueue> queues = new();

    public BusOptions Options => options;

    /// <summary>The queue of this name, made with its first message.</summary>
    /// <exception cref="NotSupportedException">No storage queue can be called so.</exception>
    public BusQueue Queue(string name, SubQueue subQueue)
    {
        string lower = name.ToLowerInvariant();
        int longest = LongestStorageName - Prefix.Length - DeadLetterSuffix.Length;
        if (lower.Length > longest || !Pattern().IsMatch(lower))
        {
            throw new NotSupportedException(
                $"The emulated Service Bus offers queues of letters, digits and single dashes, at most {longest} "
                + $"characters: '{name}' is none.");
        }

        return queues.GetOrAdd((lower, subQueue), key => new BusQueue(
            key.Queue,
            storage.Queues.GetQueueClient(Prefix + key.Queue + (
                key.SubQueue is SubQueue.DeadLetter ? DeadLetterSuffix : "")),
            key.SubQueue is SubQueue.DeadLetter ? null : Queue(key.Queue, SubQueue.DeadLetter),
            options,
            clock));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Pattern();
}
