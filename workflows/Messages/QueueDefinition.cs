namespace Daoban.Workflows.Messages;

/// <summary>A queue that messages of the application go through, on every transport.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">Format version of its messages that this build writes and reads.</param>
/// <param name="TimeToLive">How long a message lives that nobody takes. The outbox then sends it again.</param>
/// <param name="DeliveryLimit">
/// Failed deliveries after which a message is a dead letter. For storage queues <c>maxDequeueCount</c> of host.json
/// says the same for all of them.
/// </param>
public sealed record QueueDefinition(string Name, int Format, TimeSpan TimeToLive, int DeliveryLimit)
{
    /// <summary>The storage queue of its dead letters, named by the Functions host.</summary>
    public string PoisonName => Name + "-poison";
}
