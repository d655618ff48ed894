using Daoban.Emulator.Hosting.Settings;

namespace Daoban.Emulator.Hosting.ServiceBus;

/// <summary>The section <c>extensions.serviceBus</c> of host.json; defaults: the real host's (HOST 131, 133).</summary>
internal sealed record ServiceBusOptions
{
    private const string Section = "extensions:serviceBus:";

    /// <summary>Whether the host completes messages where the trigger says nothing; default yes.</summary>
    public bool AutoCompleteMessages { get; init; } = true;

    /// <summary>Messages handled at once, at least 1, default 16 per processor.</summary>
    public int MaxConcurrentCalls { get; init; } = 16 * Environment.ProcessorCount;

    /// <summary>How long a lock is renewed for a running function; default 5 min, 0 for never.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="InvalidOperationException">A value is unreadable or out of bounds; names the key.</exception>
    public static ServiceBusOptions Read(HostSettings settings)
    {
        ServiceBusOptions defaults = new();
        ServiceBusOptions read = new()
        {
            AutoCompleteMessages = Flag(settings.Text(Section + "autoCompleteMessages"), defaults.AutoCompleteMessages),
            MaxConcurrentCalls = settings.Number(Section + "maxConcurrentCalls", defaults.MaxConcurrentCalls),
            MaxAutoLockRenewalDuration = settings.Duration(
                Section + "maxAutoLockRenewalDuration", defaults.MaxAutoLockRenewalDuration),
        };
        return read switch
        {
            { MaxConcurrentCalls: < 1 } => throw OutOfBounds("maxConcurrentCalls"),
            _ when read.MaxAutoLockRenewalDuration < TimeSpan.Zero => throw OutOfBounds("maxAutoLockRenewalDuration"),
            _ => read,
        };
    }

    private static bool Flag(string? text, bool fallback) => text is null ? fallback
        : bool.TryParse(text, out bool value) ? value
        : throw new InvalidOperationException(
            $"host.json: extensions.serviceBus.autoCompleteMessages must be true or false: {text}");

    private static InvalidOperationException OutOfBounds(string key) =>
        new($"host.json: extensions.serviceBus.{key} is out of bounds.");
}
