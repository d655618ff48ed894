namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>Why an instance is woken.</summary>
internal enum DeliveryKind
{
    /// <summary>A history event arrived.</summary>
    Event,

    /// <summary>A client's start is due.</summary>
    Start,

    /// <summary>Nothing arrived; committed work has to be taken up.</summary>
    Nudge,
}
