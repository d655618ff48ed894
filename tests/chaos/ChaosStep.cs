namespace Daoban.Chaos;

/// <summary>One step of an orchestration.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Value">What activities return, how many of them, or the milliseconds of a timer.</param>
/// <param name="Child">What a sub-orchestration does.</param>
internal sealed record ChaosStep(ChaosKind Kind, int Value = 0, ChaosPlan? Child = null);

internal enum ChaosKind
{
    /// <summary>One activity.</summary>
    Activity,

    /// <summary>Many activities at once.</summary>
    FanOut,

    /// <summary>A durable timer.</summary>
    Timer,

    /// <summary>Waits for an event from the client.</summary>
    Event,

    /// <summary>A sub-orchestration.</summary>
    Child,

    /// <summary>Goes on as a new generation.</summary>
    ContinueAsNew,
}
