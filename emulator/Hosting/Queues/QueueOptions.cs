using System.Globalization;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.Hosting.Queues;

/// <summary>The section <c>extensions.queues</c> of host.json. Names, bounds, defaults: the real host's.</summary>
internal sealed record QueueOptions
{
    /// <summary>Messages fetched at once: 1 to 32, default 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>A batch is fetched when no more calls than this run; default half a batch per processor.</summary>
    public int? NewBatchThreshold { get; init; }

    /// <summary>Longest wait between looks into an empty queue: at least 100 ms, default 1 min.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Failures after which a message moves to the poison queue: at least 1, default 5.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message waits after a failure before it is tried again; default none.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>How message texts are read; default Base64.</summary>
    public QueueMessageEncoding MessageEncoding { get; init; } = QueueMessageEncoding.Base64;

    /// <summary><see cref="NewBatchThreshold" /> with its default put in.</summary>
    public int Threshold => NewBatchThreshold ?? BatchSize / 2 * Environment.ProcessorCount;

    /// <summary>Reads the section; what it leaves out keeps its default (in Development polling at most 2 s).</summary>
    /// <exception cref="InvalidOperationException">A value is unreadable or out of bounds; names the key.</exception>
    public static QueueOptions Read(IConfiguration section, bool isDevelopment)
    {
        QueueOptions defaults = new()
        {
            MaxPollingInterval = isDevelopment ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(1),
        };
        return new QueueOptions
        {
            BatchSize = Read(section, "batchSize", defaults.BatchSize, Number, value => value is >= 1 and <= 32),
            NewBatchThreshold = section["newBatchThreshold"] is null or "-1"
                ? null
                : Read(section, "newBatchThreshold", 0, Number, value => value >= 0),
            MaxPollingInterval = Read(
                section,
                "maxPollingInterval",
                defaults.MaxPollingInterval,
                Time,
                value => value >= PollingBackOff.Minimum),
            MaxDequeueCount = Read(section, "maxDequeueCount", defaults.MaxDequeueCount, Number, value => value >= 1),
            VisibilityTimeout = Read(
                section, "visibilityTimeout", defaults.VisibilityTimeout, Time, value => value >= TimeSpan.Zero),
            MessageEncoding = Read(
                section, "messageEncoding", defaults.MessageEncoding, Enum.Parse<QueueMessageEncoding>, Enum.IsDefined),
        };
    }

    private static int Number(string text, bool _) => int.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Time(string text, bool _) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static T Read<T>(
        IConfiguration section, string key, T missing, Func<string, bool, T> parse, Predicate<T> isValid)
    {
        if (section[key] is not { } text)
        {
            return missing;
        }

        try
        {
            T value = parse(text, true);
            return isValid(value)
                ? value
                : throw new InvalidOperationException($"host.json: extensions.queues.{key} is out of bounds: {text}");
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"host.json: extensions.queues.{key} cannot be read: {text}", unreadable);
        }
    }
}
