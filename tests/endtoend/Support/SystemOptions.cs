namespace Daoban.EndToEnd.Tests.Support;

/// <summary>How to start a <see cref="RunningSystem"/>.</summary>
internal sealed record SystemOptions
{
    /// <summary>Keeps what passes to storage.</summary>
    public bool Record { get; init; }

    /// <summary>Settings of the application beyond the usual; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>Exports the application's telemetry to files.</summary>
    public bool Telemetry { get; init; }

    /// <summary>How long an unpaid order is valid; null for what the development catalog says.</summary>
    public TimeSpan? PaymentValidFor { get; init; }
}
