namespace Daoban.Emulator.Hosting;

/// <summary>Waits for one function's events and invokes it.</summary>
internal interface IFunctionListener
{
    /// <summary>Starts listening; returns soon. Storage that cannot be reached is retried in the background.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Stops taking events and waits for the running invocations until the token fires.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
