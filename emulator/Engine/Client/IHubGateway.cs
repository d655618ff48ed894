using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Client;

/// <summary>How a client reaches the hub: its storage, and the engine of this process if that owns the hub.</summary>
internal interface IHubGateway
{
    DurableEngineOptions Options { get; }

    InstanceSignals Signals { get; }

    /// <summary>Null while another process owns the hub, or none.</summary>
    EngineRun? Owner { get; }

    Task<HubStorage> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The clients' writes to the hub, whoever owns it.</summary>
    Task<HubWrites> OpenWritesAsync(CancellationToken cancellationToken);
}
