namespace Daoban.Emulator.Engine.Execution;

/// <summary>One wait for an external event; waits for the same name form a stack.</summary>
internal interface IEventWaiter
{
    Type PayloadType { get; }

    /// <summary>The older wait below this one.</summary>
    IEventWaiter? Next { get; set; }

    /// <summary>Delivers the payload; a cancelled wait swallows it.</summary>
    void Deliver(object? payload);
}
