namespace Daoban.Emulator.Tests.Engine.Chaos;

/// <summary>One step of a <see cref="ChaosPlan"/>.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Value">What an activity returns; the seconds of a timer.</param>
/// <param name="Child">What a child does.</param>
internal sealed record ChaosStep(ChaosKind Kind, int Value = 0, ChaosPlan? Child = null);

internal enum ChaosKind
{
    Activity,
    Timer,
    Send,
    ContinueAsNew,
    Event,
    Child,
}
