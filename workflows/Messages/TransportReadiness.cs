using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Messages;

/// <summary>Whether the transport in use takes messages.</summary>
internal sealed class TransportReadiness(Messenger messenger) : IReadinessCheck
{
    public string Name => "transport";

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        messenger.IsReachableAsync(MessageQueues.All[0], cancellationToken);
}
