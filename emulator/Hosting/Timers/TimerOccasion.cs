namespace Daoban.Emulator.Hosting.Timers;

/// <summary>Why a timer fires.</summary>
internal enum TimerOccasion
{
    /// <summary>Its time has come.</summary>
    Scheduled,

    /// <summary>A planned run was missed while no host ran.</summary>
    PastDue,

    /// <summary>The host has started and the trigger asks for it.</summary>
    Startup,
}
