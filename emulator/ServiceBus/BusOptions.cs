using System.Globalization;
using System.Xml;
using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.ServiceBus;

/// <summary>
/// What in Azure are properties of the queues, here of all of them: settings <c>ServiceBusEmulator__LockDuration</c>
/// and so on, named and written as in the configuration of Microsoft's own emulator. Defaults are those of a new queue.
/// </summary>
internal sealed record BusOptions
{
    private const string Section = "ServiceBusEmulator";

    /// <summary>How long a delivered message is locked, unless renewed: 1 s to 5 min, default 1 min.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Deliveries after which a message goes to the dead letters: 1 to 2,000, default 10.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>The longest that a message lives; default for ever.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether what is over its time goes to the dead letters; default no, it is dropped.</summary>
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <exception cref="InvalidOperationException">A value cannot be read or is out of bounds; named.</exception>
    public static BusOptions Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(Section);
        BusOptions defaults = new();
        return new BusOptions
        {
            LockDuration = Read(
                section,
                nameof(LockDuration),
                defaults.LockDuration,
                XmlConvert.ToTimeSpan,
                value => value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromMinutes(5)),
            MaxDeliveryCount = Read(
                section,
                nameof(MaxDeliveryCount),
                defaults.MaxDeliveryCount,
                text => int.Parse(text, CultureInfo.InvariantCulture),
                value => value is >= 1 and <= 2000),
            DefaultMessageTimeToLive = Read(
                section,
                nameof(DefaultMessageTimeToLive),
                defaults.DefaultMessageTimeToLive,
                XmlConvert.ToTimeSpan,
                value => value > TimeSpan.Zero),
            DeadLetteringOnMessageExpiration = Read(
                section,
                nameof(DeadLetteringOnMessageExpiration),
                defaults.DeadLetteringOnMessageExpiration,
                bool.Parse,
                _ => true),
        };
    }

    private static T Read<T>(
        IConfigurationSection section, string key, T missing, Func<string, T> parse, Predicate<T> isValid)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return missing;
        }

        try
        {
            T value = parse(text);
            return isValid(value)
                ? value
                : throw new InvalidOperationException($"{Section}__{key} is out of bounds: {text}");
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            throw new InvalidOperationException($"{Section}__{key} cannot be read: {text}", unreadable);
        }
    }
}
